"""Section of a report on which mechanisms make a gap or an effect, by an attribution beside it."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.analysis.attribution import Share
from sim.analysis.attribution_texts import GROUP_LABELS
from sim.analysis.evidence import Key
from sim.analysis.figures.attribution_figure import Waterfall
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.page_waterfall import waterfall_panel
from sim.analysis.gaps import ASKED, MODELS_GAP
from sim.analysis.intervals import FEWEST
from sim.scenario.language import Bilingual, Language
from sim.studies.attribute_texts import TEXTS
from sim.studies.report.beside import Split, Wanted, asked_for, split_of
from sim.studies.report.blocks import Block, Figures, Points, Section, Words
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.run_content import ANSWERED, RunContent
from sim.studies.report.why_texts import WHY_TEXTS

HELD_AGAINST = ("funded_cumulative", "spaces")  # effects that a comparison has of itself


class Why(NamedTuple):
    """What the report has of mechanisms, and what it could have."""

    sections: list[Section]  # one, or none where nothing is split
    further: list[tuple[str, str]]  # what is not split, with the command that does it


def why_of_run(run: RunContent, about: Mapping[str, Any], out: Path | None) -> Why:
    """Split the gap between the models, or say how it can be split."""
    study = run.study
    gaps = {key: run.study.ensemble.gap(ASKED[key].by_model, MODELS_GAP) for key in ANSWERED}
    split = split_of(out, Wanted([study.scenario], study.plan, gaps)) if out else None
    if split is None:
        return Why([], [(run.text(WHY_TEXTS["why_gap"]), command_of_run(about))])
    said = {"replicates": split.replicates, "id": split.path.name}
    words = [run.text(WHY_TEXTS["found_gap"]).format(**said)]
    words += _few(split, run.text)
    blocks = [Words(words), *_shown(split, run.drawing.fonts, "why")]
    return Why([Section("why", run.text(WHY_TEXTS["why_gap"]), blocks)], [])


def why_of_comparison(
    content: ComparisonContent, about: Mapping[str, Any], out: Path | None
) -> Why:
    """Split the effect of each scenario, or say how it can be split."""
    blocks: list[Block] = []
    further = []
    for number, (label, name) in enumerate(content.others):
        split = split_of(out, _wanted(content, label)) if out else None
        names = {"first": content.names[0], "other": name}
        if split is None:
            asked = content.text(WHY_TEXTS["why_other"]).format(**names)
            further.append((asked, command_of_comparison(about, number + 1)))
            continue
        said = {"replicates": split.replicates, "id": split.path.name, **names}
        words = [content.text(WHY_TEXTS["found_effect"]).format(**said)]
        blocks.append(Words(words + _few(split, content.text)))
        blocks += _shown(split, content.pictured.fonts, f"why-{number}")
    title = content.text(WHY_TEXTS["why_effect"])
    return Why([Section("why", title, blocks)] if blocks else [], further)


def command_of_run(about: Mapping[str, Any]) -> str:
    """Return the command that splits the gap of a run.

    >>> said = "makersim run mine.yaml --seed 1 --until 2020-12"
    >>> command_of_run({"command": said, "scenario": "mine"})
    'makersim attribute mine.yaml --seed 1 --set run.until=2020-12'
    """
    asked = asked_for(about, [about["scenario"]])
    return shlex.join(["makersim", "attribute", *asked.scenarios, *asked.options])


def command_of_comparison(about: Mapping[str, Any], place: int) -> str:
    """Return the command that splits the effect of the scenario at a place among all.

    >>> said = "makersim compare baseline mine.yaml --seed 1 --precision 1% --most 40"
    >>> command_of_comparison({"command": said, "members": []}, 1)
    'makersim attribute mine.yaml --against baseline --seed 1'
    """
    asked = asked_for(about, [each["scenario"] for each in about["members"]])
    ahead = ["makersim", "attribute", asked.scenarios[place], "--against", asked.scenarios[0]]
    return shlex.join([*ahead, *asked.options])


def _wanted(content: ComparisonContent, label: str) -> Wanted:
    comparison = content.comparison
    place = comparison.labels.index(label)
    first, other = comparison.members[0].values, comparison.members[place].values
    keys = {name: Key("horizon", name, "all") for name in HELD_AGAINST}
    effects = {name: other[key] - first[key] for name, key in keys.items() if key in other}
    scenarios = [comparison.studies[at].scenario for at in (place, 0)]
    return Wanted(scenarios, comparison.studies[0].plan, effects)


def _few(split: Split, text: Callable[[Bilingual], str]) -> list[str]:
    """A warning where a comparison of as few runs would give no range."""
    if split.replicates >= FEWEST:
        return []
    return [text(TEXTS["note_few"]).format(replicates=split.replicates, least=FEWEST)]


def _shown(split: Split, fonts: Fonts, name: str) -> list[Block]:
    """A waterfall for each outcome, with the sentences on its parts."""
    blocks: list[Block] = []
    outcomes: Sequence[str] = split.about["outcomes"]
    for outcome in outcomes:
        parts = split.parts(outcome)
        shares = [share for share, _ in parts]
        waterfall = Waterfall(split.mode, shares, [], fonts, split.path.name)
        last = outcome == outcomes[-1]
        caption = WHY_TEXTS["caption"].text(fonts.language) if last else ""
        panel = waterfall_panel(waterfall, f"{name}-{outcome}")
        blocks.append(Figures([panel], caption))
        blocks.append(Points([*_sentences(parts, fonts.language)]))
    return blocks


def _sentences(parts: Sequence[tuple[Share, Bilingual]], language: Language) -> Iterator[str]:
    """The whole, groups whose direction can be told, and all off; the other groups in one line."""
    untold = []
    yield from (text.text(language) for share, text in parts if share.kind == "full")
    for share, text in parts:
        if share.kind == "group" and share.reading == "untold":
            untold.append(GROUP_LABELS[share.mechanism].text(language))
        elif share.kind == "group":
            yield text.text(language)
    if untold:
        names = WHY_TEXTS["between"].text(language).join(untold)
        yield WHY_TEXTS["untold"].text(language).format(names=names)
    yield from (text.text(language) for share, text in parts if share.kind == "off")
