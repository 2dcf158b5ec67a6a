"""Calibration: targets and priors, the design that is run, inference, and the posterior."""
