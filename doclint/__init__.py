"""doclint: a localisation and consistency linter for documentation."""

__version__ = "0.1.0"
