"""What things are, and how an incident's figures follow from its facts. Pure: no screen, no disk."""
