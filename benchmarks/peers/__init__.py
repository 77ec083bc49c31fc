"""Other memories on the same data, with the same vectors and the same metrics."""
