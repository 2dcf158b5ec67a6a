"""Serve the live page as ``makersim live`` does, on a free port, which is printed."""

import sys

from sim.experiments.kernels import compile_model
from sim.live.command import serve
from sim.live.security import host_names
from sim.live.server import Settings
from sim.live.serving import HERE, listening, shelf_of


def main() -> None:
    """Serve until the process is ended; the argument is how long a page may be idle (s)."""
    shelf, names = shelf_of(("baseline",))
    compile_model(shelf[names[0]])
    taken = listening(0, everywhere=False)
    port = taken.getsockname()[1]
    print(port, flush=True)
    serve(Settings(host_names([HERE], port), shelf, names, idle_seconds=float(sys.argv[1])), taken)


if __name__ == "__main__":
    main()
