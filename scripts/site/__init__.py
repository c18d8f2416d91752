"""The only code that knows MkDocs. It puts what scripts/pages makes into pages."""
