"""Where one number comes from, as text."""
