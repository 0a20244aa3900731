"""The query language: from text to a tree."""
