"""Everything that can be said about the files of ``calibration/``, in English and Chinese."""

from sim.scenario.language import Language, phrase, phrase_in
from sim.scenario.messages import did_you_mean
from sim.scenario.problems import Message

MESSAGES = {
    "no_rows": phrase("no rows in the file; a row is 'name:' with its keys below it"),
    "not_a_number": phrase("{value} is not a number"),
    "not_a_figure": phrase(
        "{value} is no figure; write a number, [low, high], {{at_least: number}} or "
        "{{at_most: number}}"
    ),
    "empty_range": phrase("the range from {low} to {high} is empty; the lower end comes first"),
    "not_a_period": phrase(
        "{value} is not a time; write 2017, 2017-06, 2017H1 or 2018..2022, from 2015 on"
    ),
    "not_known": phrase("unknown {what} '{key}'; allowed are {allowed}"),
    "no_measure": phrase("no measure begins like this; it has one of the keys {allowed}"),
    "several_measures": phrase("several measures in one: {given}; keep one of them"),
    "not_together": phrase("'{key}' has no meaning beside '{other}'"),
    "only_all": phrase("{name} is of the province as a whole; only the group all has it"),
    "unlike_periods": phrase(
        "sums over {one} and {other} are of unlike length; take periods of one length, or a ratio"
    ),
    "no_base": phrase("earlier figures must hold {base}, from which the change is taken"),
    "not_earlier": phrase("{value} is not before {when}; a naive forecast knows the past alone"),
    "not_a_share": phrase(
        "out_of needs a figure from 0 to 100 in %; it counts the cases that the share is of"
    ),
    "one_source": phrase(
        "a row names its source once: 'evidence' (a key of evidence.yaml) or 'source' (in words)"
    ),
    "not_positive": phrase("{value} has no logarithm; on a log scale all is above 0"),
    "no_such_source": phrase(
        "{value} names no source; it begins with a section or key of evidence.yaml, or with "
        "'assumption'"
    ),
    "needs_scale": phrase(
        "an error that is a number needs 'scale': on log 0.03 is 3 % of the figure, on linear it "
        "is 0.03 of the unit"
    ),
    "not_without": phrase("'{key}' has no meaning without '{other}'"),
    "needs_range": phrase("error: range needs a figure with two ends, [low, high]"),
    "never_fitted": phrase("a figure of the kind '{kind}' cannot be fitted; take the error away"),
    "unmeasured": phrase("nothing in the model measures '{key}', so that it cannot be fitted"),
    "out_of_bounds": phrase("{value} is out of range; allowed are {low} to {high}"),
}
THINGS = {  # what a name is of, as messages say it
    "indicator": phrase_in("name of", "indicator"),
    "group": phrase_in("name of", "group"),
    "column": phrase_in("name of", "column"),
    "value": phrase_in("name of", "value"),
    "table": phrase_in("name of", "table"),
    "special measure": phrase_in("name of", "special measure"),
    "evidence": phrase_in("name of", "evidence"),
    "kind": phrase_in("name of", "kind"),
    "statistic": phrase_in("name of", "statistic"),
    "parameter": phrase_in("name of", "parameter"),
    "role": phrase_in("name of", "role"),
    "scale": phrase_in("name of", "scale"),
}


class Sentence(Message):
    """A message of this file, or one that scenario files share."""

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        if self.key not in MESSAGES:
            return super().text(language)
        sentence = MESSAGES[self.key].filled(**self.values).text(language)
        return sentence + did_you_mean(self.values.get("nearest"), language)
