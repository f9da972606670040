"""Findings about the cases of running text: combinations, events on public record, protected persons, the dead."""
