"""Incidents as other programs want them: one file an output format."""
