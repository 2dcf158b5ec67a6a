"""The page of an attribution: figures, tables and a sentence for each mechanism."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.analysis.attribution import Share
from sim.analysis.attribution_outcomes import ATTRIBUTED
from sim.analysis.intervals import FEWEST
from sim.scenario.language import Language
from sim.studies.attribute_texts import TEXTS

if TYPE_CHECKING:
    from sim.studies.attribute_api import Attribution


def heading(attribution: "Attribution", key: str, language: Language) -> str:
    """Return a heading that names the scenarios: "heading" or "page_title"."""
    titles = [each.title.text(language) for each in attribution.scenarios]
    names = dict(zip(("scenario", "against"), titles, strict=False))
    return TEXTS[f"{key}_{attribution.mode}"].text(language).format(**names)


def notes(attribution: "Attribution", language: Language) -> list[str]:
    """How to read the numbers, and what was left out."""
    first = attribution.shares[0]
    keys = ["note"] if first.replicates >= FEWEST else ["note_few", "note"]
    if len(set(attribution.played[first.outcome].draws.tolist())) == 1:
        keys.append("note_one_draw")
    numbers = {"replicates": first.replicates, "least": FEWEST}
    said = [TEXTS[key].text(language).format(**numbers) for key in keys]
    for share in attribution.shares:
        if share.kind == "full" and share.left_out:
            about = ATTRIBUTED[attribution.mode][share.outcome].label.text(language)
            every = share.replicates + share.left_out
            text = TEXTS["left_out"].text(language)
            said.append(text.format(left_out=share.left_out, all=every, outcome=about))
    return said


def page(attribution: "Attribution", language: Language, figures: Language) -> str:
    """Write the page as Markdown.

    Parameters
    ----------
    figures : Language
        Of the figures: English for want of a Chinese font.
    """
    parts = [f"# {heading(attribution, 'page_title', language)}"]
    for outcome in attribution.outcomes:
        about = ATTRIBUTED[attribution.mode][outcome]
        parts.append(f"## {about.label.text(language)}")
        parts.append(f"![{about.label.text(language)}](figures/{outcome}-{figures}.svg)")
        parts += _sentences(attribution, outcome, language)
    parts += ["---", *notes(attribution, language)]
    return "\n\n".join(parts) + "\n"


def _sentences(attribution: "Attribution", outcome: str, language: Language) -> Iterator[str]:
    """The whole, then lists: all off with the groups; single switches."""
    said: list[tuple[Share, str]] = [
        (share, text)
        for share, text in zip(attribution.shares, attribution.sentences(language), strict=True)
        if share.outcome == outcome
    ]
    yield from (text for share, text in said if share.kind == "full")
    for title, kinds in (("page_groups", ("off", "group")), ("page_switches", ("switch",))):
        lines = [f"- {text}" for share, text in said if share.kind in kinds]
        if lines:
            yield f"### {TEXTS[title].text(language)}"
            yield "\n".join(lines)
