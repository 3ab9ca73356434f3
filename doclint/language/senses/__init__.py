"""What the words of a translation mean, learned from aligned units: tables a language pair, and what they tell."""
