"""The engine against plain agents written from the ODD."""
