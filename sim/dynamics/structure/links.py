"""All signed links: which rule carries each, by which switch or parameter, how it is confirmed."""

from sim.dynamics.structure.link import Link
from sim.dynamics.structure.service_links import LINKS as _OF_SERVICE
from sim.dynamics.structure.space_links import LINKS as _OF_SPACES
from sim.dynamics.structure.tenant_links import LINKS as _OF_TENANTS

LINKS = (*_OF_SERVICE, *_OF_TENANTS, *_OF_SPACES)


def link(cause: str, effect: str) -> Link:
    """Return the link from one variable to another.

    >>> link("tenants", "vacancy").sign
    -1
    """
    return next(each for each in LINKS if (each.cause, each.effect) == (cause, effect))
