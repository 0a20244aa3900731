"""Bringing documents in: found, read and extracted in kept processes, then added to a casebook."""
