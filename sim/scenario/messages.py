"""Everything that can be said about a scenario file, in English and Chinese.

A message says what is wrong, then what is allowed; ``did you mean`` follows where a name
is close. Placeholders are filled from a :class:`~sim.scenario.problems.Message`.
"""

from collections.abc import Mapping, Sequence

from sim.scenario.language import OR, Bilingual, Language, phrase

DID_YOU_MEAN = phrase("; did you mean {nearest}?")

NOTE = phrase("{place}: note: {message}")
ROOM = phrase("; {name} may be {least} to {most}{unit}")

FILES = {
    "sound": phrase("no problems"),
    "not_found": phrase("no scenario file or built-in scenario '{name}'; built-in are {names}"),
    "is_directory": phrase("a folder, not a scenario file; name the file in it"),
    "unreadable": phrase("cannot be read: {reason}"),
    "too_large": phrase("larger than {limit} bytes, the most that a scenario file may have"),
    "not_utf8": phrase("byte {byte} is not UTF-8 text; save the file as UTF-8"),
    "control_character": phrase(
        "the character {code} has no place in a text file; is it a binary file?"
    ),
    "empty": phrase("nothing in the file; the least is one line such as 'extends: baseline'"),
    "extends_missing": phrase(
        "no parent '{name}'; extends takes a relative path or one of {names}"
    ),
    "extends_cycle": phrase(
        "extends runs in a circle: {chain}; a scenario has one line of parents"
    ),
}

YAML = {
    "several_documents": phrase("a second document begins here; a file holds one scenario"),
    "too_deep": phrase("nested more than {limit} deep; no scenario needs that"),
    "too_many_values": phrase("more than {limit} values; no scenario needs that"),
    "alias": phrase(
        "anchors and aliases ({name}) are not read; write the value out, quote it if it is text"
    ),
    "tag": phrase("tags ({name}) are not read; write the value without it"),
    "complex_key": phrase("a mapping or list as a key; a key is a single name"),
    "duplicate_key": phrase("'{key}' is given twice, first in line {line}; keep one"),
    "tab": phrase("a tab where YAML allows none; indent with spaces"),
    "full_width_colon": phrase(
        "the full-width colon '：' is no YAML; write ': ' (colon and space)"
    ),
    "full_width": phrase("the full-width {mark} is not read here; write the half-width {half}"),
    "full_width_blank": phrase(
        "a full-width blank (U+3000) is not read here; write blanks of half width"
    ),
    "full_width_brackets": phrase("the full-width {mark} is not read here; leave it out"),
    "colon": phrase("a second ': ' or wrong indentation; quote text that holds ': '"),
    "no_colon": phrase("a line without ': '; write 'key: value'"),
    "unclosed": phrase("the file ends before a quote or bracket is closed"),
    "indentation": phrase("indentation does not fit the lines above; align keys of one mapping"),
    "bracket": phrase("a comma or closing bracket is missing here"),
    "reserved": phrase("a value cannot begin with this character; quote it"),
    "syntax": phrase("not readable as YAML: {problem}"),
}

VALUES = {
    "expected_mapping": phrase("{value} where keys with values belong; allowed are {allowed}"),
    "expected_text": phrase("{value} where text belongs"),
    "expected_number": phrase("{value} is not a number; allowed are {low} to {high}{unit}"),
    "not_finite": phrase("{value} is not a finite number; allowed are {low} to {high}{unit}"),
    "whole_number": phrase("{value} is not a whole number; allowed are {low} to {high}{unit}"),
    "out_of_range": phrase("{value} is out of range; allowed are {low} to {high}{unit}"),
    "wrong_unit": phrase("wrong unit '{given}' in {value}; {name} is given in {unit}"),
    "by_desk": phrase("{value} is by the desk, and a slot is {desks} desks; write value: {meant}"),
    "percentage": phrase(
        "{value} is no amount; {lever} is {level}{unit} in {month} without this policy, so for a "
        "change of {given} write value: {meant}{unit}"
    ),
    "change_out_of_range": phrase(
        "{value} is out of range; {lever} is {level}{unit} in {month} without this policy; "
        "allowed changes are {least} to {most}{unit}"
    ),
    "not_a_switch": phrase(
        "{value} is neither on nor off; allowed are true, false, on, off, yes, no"
    ),
    "not_one_of": phrase("{value} is not allowed; allowed are {allowed}"),
    "not_a_month": phrase("{value} is not a month; write it like 2019-01"),
    "months_only": phrase("{value} names a day; months only, like 2019-01"),
    "outside_horizon": phrase("{value} is outside the horizon; allowed are {first} to {last}"),
    "until_before_from": phrase(
        "until {value} is before from {start}; until is the last month, inclusive"
    ),
    "horizon_start": phrase("the model starts in {first}; {value} cannot be the start"),
    "horizon_end": phrase("{value} cannot be the end; allowed are {first} to {last}"),
    "no_points": phrase(
        "no points; give a number, or months with values like {{2015-01: 1, 2019-06: 0.6}}"
    ),
    "invalid": phrase("not valid: {reason}"),
}

NAMES = {
    "missing_key": phrase("'{key}' is missing here"),
    "unknown_key": phrase("unknown key '{key}'; allowed are {allowed}"),
    "unknown_condition": phrase("unknown condition '{key}'; conditions are {allowed}"),
    "unknown_lever": phrase("unknown lever '{key}'; levers are {allowed}"),
    "unknown_parameter": phrase(
        "unknown parameter '{key}'; parameters are written group.name ('makersim explain "
        "baseline' lists them)"
    ),
    "unknown_mechanism": phrase("unknown mechanism '{key}'; mechanisms are {allowed}"),
    "unknown_operator": phrase("unknown operator '{key}'; operators are {allowed}"),
    "by_operator": phrase(
        "{value} for a parameter that differs by operator; give one or more of {allowed}"
    ),
    "lever_as_condition": phrase(
        "'{key}' is a policy lever, not a condition; write a policy with 'lever: {key}'"
    ),
    "condition_as_lever": phrase("'{key}' is a condition, not a lever; set it under 'conditions'"),
    "policy_name": phrase("'{key}' cannot name a policy; use letters, digits, '_' and '-'"),
    "nothing_to_remove": phrase("no policy '{key}' to remove; the parent has {allowed}"),
    "lever_out_of_range": phrase(
        "{lever} comes to {value} from {first} to {last}; allowed are {low} to {high}{unit}; "
        "policies on it: {policies}{room}"
    ),
    "unknown_setting": phrase(
        "'{key}' cannot be set; keys look like close.grace_months, conditions.capital_supply, "
        "mechanisms.service, policies.NAME.value, scale, horizon.end"
    ),
    "lever_as_setting": phrase(
        "'{key}' is a lever and moves through policies; set policies.NAME.value, or "
        "policies.NAME.lever and .value for a new one"
    ),
    "not_a_setting": phrase(
        "'{key}' is not of the form key=value; write --set close.grace_months=9"
    ),
    "set_twice": phrase("'{key}' is set more than once; which value is meant?"),
    "nothing_called": phrase("nothing is called '{key}' in this scenario"),
    "too_many_problems": phrase("and {count} more problems; mend these first"),
}

NOTICES = {
    "read_as": phrase("{value} is read as {meant}{unit}; write the unit"),
    "read_as_yuan": phrase("{value} is read as {meant}{unit}, {yuan} yuan; write the unit"),
    "as_started": phrase("{key} is still as makersim new wrote it; say it in your own words"),
}

CATALOGUE: Mapping[str, Bilingual] = FILES | YAML | VALUES | NAMES | NOTICES


def did_you_mean(nearest: Sequence[str] | None, language: Language) -> str:
    """Return how a message ends where names are close to the one given; empty where none is."""
    if not nearest:
        return ""
    close = OR.text(language).join(nearest)
    return DID_YOU_MEAN.text(language).format(nearest=close)
