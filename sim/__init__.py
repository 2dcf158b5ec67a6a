"""makersim: how the makerspaces of a province evolve."""
