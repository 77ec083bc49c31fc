"""Benchmarks: how well and how fast octomem finds what was said."""
