"""The only code that knows MkDocs. It puts what scripts/note makes into pages."""
