"""The screen in a browser. Needs the extra ``web``."""
