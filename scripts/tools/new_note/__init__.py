"""The start of a new note: templates of its pages and of its network file."""
