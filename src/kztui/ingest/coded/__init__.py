"""Tables whose rows are incidents that somebody else has coded: a row becomes a report with facts of origin ``import``.

A table file a module: its columns, and what its codes mean.
"""
