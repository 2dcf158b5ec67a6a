"""The model of docs/ODD.md written once more, as plain Mesa agents.

One Python object an agent and no arrays: slow, and easy to read beside the ODD, of which each
file is one section. It shares with ``sim.model`` the declarations of parameters, conditions,
mechanisms and kinds, the decisions' numbers, the normal quantile and the Poisson count, and
nothing else. ``tests/reference`` asserts that it and the engine record the same bits.
"""
