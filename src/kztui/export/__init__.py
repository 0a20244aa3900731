"""Incidents as other programs want them: JSON, CSV, GeoJSON."""
