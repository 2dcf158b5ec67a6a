"""What a report is made of: sections of words, tables and figures, in one language."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.analysis.figures.page_panels import Panel
from sim.scenario.language import Language


class Words(NamedTuple):
    """Paragraphs."""

    paragraphs: Sequence[str]
    look: str = ""  # "note" for small print
    kind: str = "words"


class Points(NamedTuple):
    """A list."""

    items: Sequence[str]
    kind: str = "points"


class TableRow(NamedTuple):
    """A row of a table; the first cell names it."""

    cells: Sequence[str]
    is_heading: bool = False  # of the rows below it


class Table(NamedTuple):
    """A table with a caption; columns after the first ``words`` ones hold numbers."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[TableRow]
    words: int = 1
    note: str = ""
    kind: str = "table"


class Legend(NamedTuple):
    """A line and what it stands for."""

    name: str
    colour: str
    dashes: str  # lengths of dashes and gaps; empty: solid


class Figures(NamedTuple):
    """Panels beside each other, with one caption."""

    panels: Sequence[Panel]
    caption: str
    legend: Sequence[Legend] = ()
    look: str = ""  # "stocks": a high panel beside two others
    kind: str = "figures"


class Choice(NamedTuple):
    """Tables of which one is shown; without a script, all of them."""

    label: str
    options: Sequence[tuple[str, Table]]
    chosen: int
    kind: str = "choice"


class Facts(NamedTuple):
    """Names with their values, each as it is to be copied."""

    rows: Sequence[tuple[str, str]]
    kind: str = "facts"


Block = Words | Points | Table | Figures | Choice | Facts


class Section(NamedTuple):
    """A section with its place in the contents."""

    key: str
    title: str
    blocks: Sequence[Block]


class Card(NamedTuple):
    """One outcome on the first screen: a number, its range, and where zero is."""

    label: str
    number: str
    unit: str
    range: str
    detail: str
    svg: str


class Answer(NamedTuple):
    """Three sentences, and what they are of where there are several scenarios."""

    about: str
    sentences: Sequence[str]
    cards: Sequence[Card]


class Option(NamedTuple):
    """A scenario on the first page: its name in the report, and what it does."""

    name: str  # empty where the heading is its title
    title: str
    lines: Sequence[str]  # a lever each
    question: str = ""


class Page(NamedTuple):
    """A report."""

    language: Language
    title: str
    kicker: str  # what kind of report it is
    changed: Sequence[str]  # what differs from the scenario of the title
    questions: Sequence[str]
    lead: Sequence[str]  # the answer in a sentence for each scenario
    options: Sequence[Option]
    facts: str  # one line: how many runs, which parameters, which id
    caveats: Sequence[str]
    answers: Sequence[Answer]
    caption: str  # of the cards
    sections: Sequence[Section]
    running_head: str  # on paper
    date: str
