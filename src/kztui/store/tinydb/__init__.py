"""TinyDB files, each with a journal of the changes that are not in it yet."""
