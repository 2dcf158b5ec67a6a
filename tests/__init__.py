"""Tests: of files, of properties, of degenerate cases, and the golden numbers."""
