"""What a language pack means: words, phrases, numbers, polarity."""
