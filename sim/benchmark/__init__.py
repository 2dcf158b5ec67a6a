"""Speed as ratios measured in one run, against a stated reference: ``makersim bench``."""
