"""What files say about themselves, whatever their format."""
