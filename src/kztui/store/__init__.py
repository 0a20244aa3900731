"""Persistence: where reports, incidents and annotations are kept."""
