"""Degenerate cases with a known answer."""
