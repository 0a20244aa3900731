"""The truth on disk: two TinyDB files, written whole, atomically, durably and under a lock."""
