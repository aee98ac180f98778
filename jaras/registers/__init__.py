"""The past: registers kept in spreadsheets, brought in row by row."""
