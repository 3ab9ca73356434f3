"""What site generators make of a tree of articles: the names of places, and what their settings say."""
