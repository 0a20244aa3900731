"""Text handling that several parts need: cleaning at the edge, folding over spelling, sentences."""
