"""Linking: which incidents of a new report are known already, and which may be. Pure: no disk, no screen."""
