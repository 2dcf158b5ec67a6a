"""The room as the facilitator's page has it: asking, watching the votes, applying, exporting."""

import asyncio
from collections.abc import Callable
from functools import cache
from io import BytesIO

from sim.live import messages as m
from sim.live.charts import CHARTS
from sim.live.facts import step_of
from sim.live.lever_words import AS_PERCENT, MEANINGS, UNITS
from sim.live.replies import Reply, error
from sim.live.room import Question, Room
from sim.live.session import Session
from sim.results.groups import label_of
from sim.scenario.declared import LEVERS
from sim.scenario.language import NAMED, Bilingual

PAUSE = 0.25  # seconds between two tellings of the votes
# Highest value and step that a phone offers for a prediction: beyond what runs come to, and
# coarse enough for a thumb.
_SCALES = {
    "stock": (1200.0, 10.0),
    "open_share": (100.0, 1.0),
    "funding_rate": (50.0, 0.5),
    "closures": (200.0, 1.0),
}


class RoomPage:
    """What a page does with the room of its server, if there is one.

    Parameters
    ----------
    tell : callable
        Takes replies that come later.
    """

    def __init__(self, room: Room | None, tell: Callable[[list[Reply]], None]) -> None:
        self._room, self._tell = room, tell
        self._timer: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self._leave = room.listen(self._changed) if room else None

    def close(self) -> None:
        """Hear of no votes any more."""
        if self._leave:
            self._leave()
        if self._timer:
            self._timer.cancel()

    def added_to(self, facts: Reply) -> Reply:
        """Add the address of the room to what a page is told once."""
        assert isinstance(facts, dict)
        if self._room is None:
            return facts
        return facts | {"room": {"address": self._room.address, "qr": drawn(self._room.address)}}

    def summary(self) -> list[Reply]:
        """Tell a page that connects how the room stands."""
        return [] if self._room is None else [self._room.summary()]

    def handle(self, said: m.Said, session: Session) -> Callable[[], list[Reply]] | None:
        """Return what to do if a message is about the room, else None."""
        if not (isinstance(said, m.Ask) or getattr(said, "type", "").startswith("room_")):
            return None
        room = self._room
        if room is None:
            return lambda: [error("no_room")]
        if isinstance(said, m.Ask):
            return self._ask(room, said, session)
        if said.type == "room_export":
            table = {"type": "room_csv", "name": "room.csv", "csv": room.as_csv()}
            return lambda: [table]
        return self._apply(room, session)

    def _ask(self, room: Room, said: m.Ask, session: Session) -> Callable[[], list[Reply]]:
        if said.ask is None:
            room.ask(None)
        elif said.ask == "value":
            if said.lever not in LEVERS:
                return lambda: [error("no_lever", lever=said.lever)]
            room.ask(about_lever(said.lever))
        else:
            month = session.b.last if said.month is None else min(said.month, session.b.last)
            room.ask(about_series(said.chart or "stock.specialised", month))
        return list

    def _apply(self, room: Room, session: Session) -> Callable[[], list[Reply]]:
        question, summary = room.question, room.summary()
        if question is None or question.ask != "value" or summary["median"] is None:
            return lambda: [error("no_votes")]

        def put() -> list[Reply]:
            replies = session.set_lever(question.of, float(summary["median"]))
            refused = any(isinstance(each, dict) and each["type"] == "error" for each in replies)
            return replies if refused else [*replies, {"type": "room_applied"}]

        return put

    def _changed(self) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(PAUSE, self._say)

    def _say(self) -> None:
        self._timer = None
        self._tell(self.summary())


def about_lever(name: str) -> Question:
    """Ask for the value of a lever."""
    declared = LEVERS[name]
    label, unit = declared.label, UNITS[declared.unit]
    text = Bilingual(label.en, label.zh) if label else Bilingual(name, name)
    percent = declared.unit in AS_PERCENT
    ends = (declared.low, declared.high, step_of(declared))
    return Question("value", name, None, text, unit, MEANINGS[name], *ends, percent)


def about_series(series: str, month: int) -> Question:
    """Ask for the value of a series in a month."""
    name, _, model = series.partition(".")
    chart = next(each for each in CHARTS if each.id == name)
    of = label_of(model)
    label = NAMED.filled(name=chart.label, text=Bilingual(of.en, of.zh))
    texts = (label, chart.unit, chart.note)
    return Question("predict", series, month, *texts, 0.0, *_SCALES[name], False)


@cache
def drawn(address: str) -> str:
    """Draw the QR code of an address, as SVG."""
    import segno

    content = BytesIO()
    segno.make(address, error="m").save(
        content, kind="svg", xmldecl=False, border=4, omitsize=True, light="#ffffff"
    )
    return content.getvalue().decode()
