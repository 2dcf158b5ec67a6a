"""The science: state, parameters, rules and schedule of the makerspace ecosystem.

Start with :mod:`sim.model.schedule`, then read one file of
:mod:`sim.model.submodels`, then :mod:`sim.model.parameters`.
"""
