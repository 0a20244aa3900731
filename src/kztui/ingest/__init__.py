"""From documents to reports: recognised, read, cleaned once, divided into paragraphs.

`recognising` says which of the `formats` a document is in, `reading` makes its reports, `report` one of a text.
"""
