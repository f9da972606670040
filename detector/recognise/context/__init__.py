"""What only the rest of the document tells: names said again, references explained by a letterhead or a heading."""
