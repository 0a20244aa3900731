"""The input formats, one a file; `kztui.ingest.importer` says what each of them is."""
