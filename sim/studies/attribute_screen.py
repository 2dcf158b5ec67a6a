"""An attribution on the terminal: a table for each outcome, then a sentence for each group."""

import math
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from sim.analysis.attribution import Share
from sim.analysis.attribution_outcomes import ATTRIBUTED
from sim.analysis.attribution_texts import GROUP_LABELS
from sim.analysis.gaps import signed
from sim.scenario.language import Language
from sim.studies.attribute_folder import part_name
from sim.studies.attribute_page import heading, notes
from sim.studies.attribute_texts import TEXTS

if TYPE_CHECKING:
    from sim.studies.attribute_api import Attribution

WIDE = 100  # columns of a window; with fewer, first and last to join stand in the files alone


class AttributeScreen:
    """An attribution in one language.

    Parameters
    ----------
    width : int
        Of the window, in columns.
    """

    def __init__(self, attribution: "Attribution", language: Language, width: int = 400) -> None:
        self.attribution, self.language, self.wide = attribution, language, width >= WIDE

    def shown(self) -> Group:
        """Return everything that the screen shows."""
        attribution, language = self.attribution, self.language
        parts: list[Text | Table] = [Text(heading(attribution, "heading", language), style="bold")]
        said = zip(attribution.shares, attribution.sentences(language), strict=True)
        for outcome, pairs in groupby(said, key=lambda pair: pair[0].outcome):
            about = ATTRIBUTED[attribution.mode][outcome]
            label, unit = about.label.text(language), about.unit.text(language)
            rows = list(pairs)
            parts += [Text(""), Text(self._say("outcome", label=label, unit=unit), style="bold")]
            parts.append(self._table([share for share, _ in rows]))
            parts += [Text(text) for share, text in rows if share.kind != "switch"]
        parts.append(Text(""))
        parts += [Text(text, style="dim") for text in notes(attribution, language)]
        return Group(*parts)

    def _table(self, rows: list[Share]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        table.add_column("", overflow="fold")
        for key in ("mean", "interval", "range", *(("alone", "last") if self.wide else ())):
            table.add_column(self._say(key), justify="right", no_wrap=True)
        table.add_row(Text(self._say("groups"), style="italic"))
        for share in rows:
            if share.kind == "switch":
                continue
            if share.kind == "full":
                table.add_section()
            table.add_row(*self._cells(share, self._name(share)))
        switches = [share for share in rows if share.kind == "switch"]
        if switches:
            table.add_section()
            table.add_row(Text(self._say("switches"), style="italic"))
        for share in switches:
            table.add_row(*self._cells(share, self._name(share)))
        return table

    def _name(self, share: Share) -> str:
        if share.kind == "group":
            return f"  {GROUP_LABELS[share.mechanism].text(self.language)}"
        return f"  {part_name(self.attribution, share, self.language)}"

    def _cells(self, share: Share, name: str) -> list[str]:
        digits = ATTRIBUTED[self.attribution.mode][share.outcome].digits
        if not share.moves:
            return [name, "0"]
        mean = signed(share.mean, digits)
        ranges = [
            f"[{signed(low, digits)}, {signed(high, digits)}]" if math.isfinite(low) else ""
            for low, high in (
                (share.monte_carlo_low_90, share.monte_carlo_high_90),
                (share.replicates_low_90, share.replicates_high_90),
            )
        ]
        if not self.wide:
            return [name, mean, *ranges]
        ends = [
            signed(each, digits) if math.isfinite(each) else ""
            for each in (share.mean_alone, share.mean_last)
        ]
        return [name, mean, *ranges, *ends]

    def _say(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.language).format(**values)
