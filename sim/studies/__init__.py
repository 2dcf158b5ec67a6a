"""Studies: a scenario run as an ensemble, analysed, and kept in a run folder."""
