"""The night run over the whole registry: which records may be one person, compared by Splink."""
