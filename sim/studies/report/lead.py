"""The answer in a sentence for each scenario, above all else on the page."""

from sim.analysis.intervals import FEWEST
from sim.scenario.language import SEMICOLON, phrase
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.effects_words import COST, FUNDED, SPACES, in_short

LED_BY = (SPACES, FUNDED, COST)  # what is asked of every policy
_OF_ONE = phrase("Compared with {first}: {effects}.")
_OF_SEVERAL = phrase("{name}, compared with {first}: {effects}.")


def lead(content: ComparisonContent) -> list[str]:
    """Say of each scenario but the first what it does; nothing of fewer than ten pairs of runs."""
    if content.pairs < FEWEST:
        return []
    language, sentences = content.language, []
    pattern = (_OF_SEVERAL if len(content.names) > 2 else _OF_ONE).text(language)
    for label, name in content.others:
        dates, rows = content.times[label].dates, dict(content.effects(label))
        parts = [
            in_short(each, rows[each], dates, language)
            for each in LED_BY
            if each in rows and rows[each].pairs
        ]
        if parts:
            effects = SEMICOLON.text(language).join(parts)
            said = {"first": content.first(), "name": name, "effects": effects}
            sentences.append(pattern.format(**said))
    return sentences
