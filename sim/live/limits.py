"""How much one page, and all pages together, may ask of the server."""

import time


class Places:
    """Room for a number of sessions."""

    def __init__(self, most: int) -> None:
        self.free = most

    def take(self) -> bool:
        """Take a place if one is free."""
        if self.free == 0:
            return False
        self.free -= 1
        return True

    def leave(self) -> None:
        """Give a place back."""
        self.free += 1


class Bucket:
    """A rate with some room for bursts.

    Parameters
    ----------
    most_per_second : float
        A burst may be of twice as many.

    Attributes
    ----------
    first_refusal : bool
        Whether the last refusal was the first of its burst, and so worth a word.
    """

    def __init__(self, most_per_second: float) -> None:
        self.rate, self.most = most_per_second, 2 * most_per_second
        self.first_refusal = False
        self._left, self._at, self._refusing = self.most, time.monotonic(), False

    def take(self) -> bool:
        """Take one if the rate allows it."""
        now = time.monotonic()
        self._left = min(self.most, self._left + (now - self._at) * self.rate)
        self._at = now
        allowed = self._left >= 1
        self.first_refusal = not allowed and not self._refusing
        self._refusing = not allowed or (self._refusing and self._left < self.most / 2)
        self._left -= allowed
        return allowed
