"""Mem0's interface on octomem, and the way from its stores; `octomem.mem0` names the classes."""
