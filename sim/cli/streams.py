"""Standard output and error that may go away: work goes on, what is said then is lost."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_NO_READER = (errno.EPIPE, errno.EINVAL)  # the second is Windows's


class Stream:
    """A text stream that raises nothing when it can no longer be written to.

    Parameters
    ----------
    stream : file
        Standard output or standard error.

    Attributes
    ----------
    lost : OSError or None
        Why nothing is written any more.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, or drop it."""
        try:
            self._stream.write(text)
        except OSError as error:
            self._lose(error)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written, or drop it."""
        try:
            self._stream.flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError) -> None:
        """Let what is left in buffers, too, go nowhere: the interpreter flushes them at its end."""
        self.lost = self.lost or error
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


@contextmanager
def lasting_streams() -> Iterator[None]:
    """Let work be finished whatever becomes of standard output and error.

    A reader that has seen enough, such as ``head``, is no fault; any other is said at the end and
    ends in code 2.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        if hasattr(stream, "reconfigure"):  # a narrow encoding must not end in a traceback
            stream.reconfigure(errors="replace")
        setattr(sys, name, Stream(stream))
    screen = sys.stdout
    try:
        yield
    finally:
        screen.flush()
        sys.stderr.flush()
        lost = screen.lost if isinstance(screen, Stream) else None
        if lost and lost.errno not in _NO_READER:
            _say(lost)
            sys.exit(2)


def _say(lost: OSError) -> None:
    from sim.scenario.language import phrase, preferred_language  # --help answers at once

    said = phrase("Standard output: {reason}; files are not affected.")
    reason = lost.strerror or str(lost)
    print(said.text(preferred_language()).format(reason=reason), file=sys.stderr)
