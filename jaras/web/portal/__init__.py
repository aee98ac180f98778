"""Pages of citizens: report, follow, know what becomes of what they say."""
