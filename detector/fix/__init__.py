"""A copy of a draft with the least withheld that makes it safe, written, read back and scanned again."""
