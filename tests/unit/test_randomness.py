"""Addressed random numbers: known answers, uniform, uncorrelated, right counts."""
