"""The screens: browsing, writing, help."""
