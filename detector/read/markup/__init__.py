"""What the readers of formats that mark their paragraphs and tables have in common."""
