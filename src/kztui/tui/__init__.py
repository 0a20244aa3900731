"""The screen: three panes that tie every fact to the words that say it."""
