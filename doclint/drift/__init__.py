"""What changed in the sources since they were translated, unit by unit."""
