"""The findings that a project has put off: which they are, where they are kept, and which of them are mended."""
