"""Tables of runs and the run folder: the only writer and reader of run files."""
