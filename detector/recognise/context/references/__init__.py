"""References that only the words around them, or other mentions of them, tell."""
