"""What every page shares: frame, language, theme, errors."""
