"""Search: a query language for uncertain facts, answered from an index or, without one, by looking at each incident."""
