"""TinyDB files: written whole, atomically, durably and under a lock."""
