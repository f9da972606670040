"""Names that only the rest of a document, or a column, tells."""
