"""What the runs say: the three outcomes, the 2017 check, findings and figures."""
