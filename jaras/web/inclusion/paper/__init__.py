"""The sheet of a life project on paper."""
