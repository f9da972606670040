"""What happened and how much: sanctions, sums, quantities, operations."""
