"""What the author of a note is told: Korean by the glossary, and both languages with the same structure."""
