"""Bells: what somebody hung, to be heard until it is done."""
