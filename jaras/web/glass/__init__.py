"""Pages of exceptional access: one form, one file, the sight of others."""
