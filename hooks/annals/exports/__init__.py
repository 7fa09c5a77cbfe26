"""What tools read: JSON with its schemas."""
