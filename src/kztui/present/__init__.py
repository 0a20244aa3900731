"""What every front end shows, and how it is worded. Knows no toolkit."""
