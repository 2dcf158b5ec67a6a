"""Work of a session beside its run, in the thread of stories: of all asked for, the last counts."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from sim.live.replies import Reply
from sim.live.workshop import Workshop

Asked = TypeVar("Asked")
_log = logging.getLogger("makersim.live")


class Aside(ABC, Generic[Asked]):
    """Answers one session.

    Parameters
    ----------
    tell : callable
        Takes replies, in a thread of the workshop.
    fail : callable
        Called there when something went wrong; by default the page goes on without.
    """

    def __init__(
        self,
        workshop: Workshop,
        tell: Callable[[list[Reply]], None],
        fail: Callable[[], None] = lambda: None,
    ) -> None:
        self._workshop, self._tell, self._fail = workshop, tell, fail
        self._wanted: Asked | None = None

    def ask(self, asked: Asked) -> None:
        """Have it answered; what was asked before is let go."""
        self._wanted = asked
        self._workshop.submit(self._workshop.stories, self._work, asked)

    def close(self) -> None:
        """Let go of whoever listens."""
        self._wanted = None

    @abstractmethod
    def _answer(self, asked: Asked) -> Reply | None:
        """Find the answer; None if it is wanted no longer."""

    def _work(self, asked: Asked) -> None:
        try:
            told = self._answer(asked) if asked is self._wanted else None
            if told is not None and asked is self._wanted:
                self._tell([told])
        except Exception:  # the session goes on
            _log.exception("%s of a session failed", type(self).__name__)
            if asked is self._wanted:
                self._fail()
