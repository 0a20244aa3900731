"""From a file to a report: read, cleaned once, parted into paragraphs."""
