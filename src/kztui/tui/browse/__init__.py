"""The browsing screen and its parts: panes, finding, opening, drafts, and what commands are given."""
