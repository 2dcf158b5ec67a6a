"""Where the live page is served: a port, and the address of this machine on its network."""

import errno
import os
import socket
from collections.abc import Mapping, Sequence

from sim.scenario import Scenario, load_scenario
from sim.scenario.locate import builtin_names

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"
PORT, PORTS_TRIED = 8010, 20


class PortTakenError(OSError):
    """The port that was asked for, or every port that was tried, is taken."""


def listening(port: int | None, everywhere: bool) -> socket.socket:
    """Take a port of this machine.

    Parameters
    ----------
    port : int, optional
        Without one the first free of a few is taken.
    everywhere : bool
        For other machines of the local network too.

    Raises
    ------
    PortTakenError
        If it is not free.
    """
    host = EVERYWHERE if everywhere else HERE
    for number in (port,) if port is not None else range(PORT, PORT + PORTS_TRIED):
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # a port that was served a moment ago is free
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, number))
            taken.listen(128)
        except OSError as problem:
            taken.close()
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return taken
    raise PortTakenError(errno.EADDRINUSE, "taken")


def local_address() -> str | None:
    """Address of this machine on its network; None without one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))  # only asks which way it would go
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith(("127.", "0.")) else address


def shelf_of(given: Sequence[str]) -> tuple[dict[str, Scenario], tuple[str, ...]]:
    """Load the built-in scenarios and those given.

    Returns
    -------
    shelf : dict of str to Scenario
        By name; a file that has the name of another gets a number.
    names : tuple of str
        Of those given, in their order.

    Raises
    ------
    ScenarioError
        With everything that is wrong with one.
    """
    builtin = builtin_names()
    shelf: dict[str, Scenario] = {}
    names = []
    for each in given:
        name = each if each in builtin else _free(load_scenario(each).name, (*builtin, *shelf))
        shelf[name] = load_scenario(each)
        names.append(name)
    shelf |= {name: load_scenario(name) for name in builtin if name not in shelf}
    return shelf, tuple(names)


def _free(name: str, taken: Sequence[str] | Mapping[str, object]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
