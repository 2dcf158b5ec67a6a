"""Ensembles: which replicates a run has, and running them on threads."""
