"""Findings of count tables: one file a way in which counts give somebody away."""
