"""Bringing documents in: found, read and extracted in kept processes, then added to a casebook.

For a preview, keep a `pool.Pool` and ask it to `prepare` what `sources.entries` gives for a path or an address, or
`sources.pasted` for a text: each `preparing.Prepared` has a report with its head, the incidents that it tells of, and
notes. With another head in `given`, prepare it again. `bringing.bring_in` adds what was prepared to a casebook.
"""
