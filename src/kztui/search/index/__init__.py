"""The index: answers within a frame at a million incidents."""
