"""Articles -> a project: who is whose translation, in which locale, aligned unit by unit."""
