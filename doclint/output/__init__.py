"""Findings -> bytes for people and programs. Each format is a module with `write(report, out)`."""
