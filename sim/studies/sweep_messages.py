"""Everything that can be said about a plan file, in English and Chinese."""

from sim.calibration.reading_messages import Sentence
from sim.scenario.language import Language, phrase, phrase_in
from sim.scenario.messages import did_you_mean

MESSAGES = {
    "plan_not_found": phrase("no plan file or built-in plan '{name}'; built-in are {names}"),
    "plan_empty": phrase(
        "nothing in the file; the least is 'uncertainties:' with one name and its range, and "
        "'design:' with its method"
    ),
    "plan_name": phrase(
        "the file's name is the name of the sweep; use letters, digits, '_' and '-'"
    ),
    "nothing_varied": phrase("nothing varies; give 'uncertainties' or 'levers' at least one range"),
    "unknown_factor": phrase(
        "nothing called '{key}' can be varied; names look like match.weight_fit, "
        "conditions.capital_supply, mechanisms.service, policies.NAME.value, or are levers such "
        "as specialisation_grant"
    ),
    "no_such_policy": phrase("the scenario {scenario} has no policy '{key}'; it has {allowed}"),
    "twice": phrase("'{key}' is among the uncertainties and the levers; keep one"),
    "not_a_distribution": phrase(
        "{value} is no range; write [low, high], {{values: [...]}}, {{low, high, scale: log}}, "
        "{{low, mode, high}}, {{mean, sd}}, {{median, log_sd}}, prior, or one number to hold it"
    ),
    "empty_values": phrase("no values in the list"),
    "same_value": phrase("{value} is there twice; keep one"),
    "no_prior": phrase("'{key}' has no prior in calibration/priors.yaml; write a range"),
    "mode_outside": phrase("the mode {value} is outside the range from {low} to {high}"),
    "not_above_zero": phrase("{value} is not above 0"),
    "switch_values": phrase("a mechanism is on or off; write {{values: [on, off]}}, or on, or off"),
    "dates_of_lever": phrase("'{key}' is for levers alone; '{name}' is none"),
    "needs_steps": phrase("a grid needs values; write {{values: [...]}} or {{low, high, steps}}"),
    "only_grid": phrase("'steps' is for a grid alone"),
    "not_for_method": phrase("'{key}' has no meaning for the method {method}"),
    "whole_number": phrase("{value} is not a whole number from {low} to {high}"),
    "not_a_power": phrase(
        "{value} points leave a Sobol sequence unbalanced; take {below} or {above}"
    ),
    "odd_levels": phrase("Morris needs an even number of levels, 4 or more, not {value}"),
    "too_few_draws": phrase("the posterior has {draws} draws; {value} points would repeat some"),
    "drawn_already": phrase(
        "'{key}' comes from the posterior draw; leave it away, or take another design"
    ),
    "too_many_factors": phrase("{number} factors; a plan takes at most {most}"),
    "too_many_runs": phrase("the plan comes to {number} runs; at most {most} can be asked for"),
    "table_ranges": phrase("the values of a table stand in its file; leave '{key}' away"),
    "table_columns": phrase("{found} values in a row; the header names {expected}"),
    "table_empty": phrase(
        "no rows; the first line names what varies, each further line is a point"
    ),
    "not_text": phrase("not UTF-8 text; save it as CSV UTF-8"),
    "expected_list": phrase("{value} where a list belongs"),
    "unknown_outcome": phrase("unknown outcome '{key}' ('makersim sweep --outcomes' lists them)"),
    "cannot_be": phrase("with {key}={value} the scenario {scenario} cannot be: {reason}"),
}
THINGS = {
    "design": phrase_in("name of", "design"),
    "seeds": phrase_in("name of", "kind of seeds"),
    "period": phrase_in("name of", "period"),
    "series": phrase_in("name of", "series"),
    "group": phrase_in("name of", "group"),
    "scale": phrase_in("name of", "scale"),
    "switch": phrase_in("name of", "value"),
}


class PlanSentence(Sentence):
    """A message of this file, or one that calibration and scenario files share."""

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        if self.key not in MESSAGES:
            return super().text(language)
        sentence = MESSAGES[self.key].filled(**self.values).text(language)
        return sentence + did_you_mean(self.values.get("nearest"), language)
