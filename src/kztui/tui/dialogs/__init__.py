"""Windows over the browsing screen: to write in, to choose from, to read."""
