"""Parts of a gap from the worth of coalitions, and the sentences that they get."""

import numpy as np
import pytest

from sim.analysis.attribution import Played, shares
from sim.experiments.switched import (
    GROUP_OF,
    SWITCHES,
    coalition,
    mechanisms_of,
    number_of,
    without,
)
from sim.model.mechanisms import BASELINE, GROUPS, NEUTRAL
from sim.scenario.language import LANGUAGES
from sim.studies.attribute_words import NOUNS, Setting, sentence

NUMBER = np.arange(64)
INSIDE = (NUMBER[:, None] >> np.arange(6)) & 1
EFFECTS = np.array([2.0, -1.0, 0.0, 0.5, 3.0, -0.25])


def game(replicates: int = 20, noise: float = 0.1) -> Played:
    """Groups that add up, with a bonus of 1 that the first two make together."""
    random = np.random.default_rng(5)
    worth = 4.0 + INSIDE @ EFFECTS + 1.0 * INSIDE[:, 0] * INSIDE[:, 1]
    moved = noise * random.standard_normal((replicates, 6))
    moved[:, 2] = 0.0
    coalitions = worth + moved @ INSIDE.T
    alone = {"peers": coalitions[:, -1] - 2.0, "rent_exposure": coalitions[:, -1]}
    return Played(coalitions, alone, np.repeat(np.arange(replicates // 2), 2))


def by_name(found):
    return {share.mechanism or share.kind: share for share in found}


def test_parts_are_those_of_the_game_and_a_bonus_is_shared():
    found = by_name(shares("survival", game(noise=0.0)))
    expected = EFFECTS + np.array([0.5, 0.5, 0, 0, 0, 0])
    assert [found[group].mean for group in GROUPS] == pytest.approx(list(expected))
    assert (found["off"].mean, found["full"].mean) == pytest.approx((4.0, 4.0 + EFFECTS.sum() + 1))
    assert (found["reach"].mean_alone, found["reach"].mean_last) == pytest.approx((2.0, 3.0))
    assert found["peers"].mean == pytest.approx(2.0)


def test_off_and_the_groups_add_up_to_the_whole():
    found = by_name(shares("survival", game()))
    parts = sum(found[name].mean for name in ("off", *GROUPS))
    assert parts == pytest.approx(found["full"].mean, abs=1e-12)


def test_both_intervals_stand_apart():
    few, many = (by_name(shares("survival", game(n)))["reach"] for n in (20, 2000))
    ranges = [share.replicates_high_90 - share.replicates_low_90 for share in (few, many)]
    errors = [share.monte_carlo_high_90 - share.monte_carlo_low_90 for share in (few, many)]
    assert ranges[1] == pytest.approx(ranges[0], rel=0.5)
    assert errors[1] < errors[0] / 5
    assert np.isnan(by_name(shares("survival", game(8)))["reach"].replicates_low_90)


def test_replicates_that_lack_a_value_are_left_out_of_all_parts_and_counted():
    played = game()
    played.coalitions[3, 17] = np.nan
    played.without["peers"][5] = np.nan
    found = shares("survival", played)
    assert {(share.replicates, share.left_out) for share in found} == {(18, 2)}
    kept = np.delete(np.arange(20), [3, 5])
    whole = Played(
        played.coalitions[kept],
        {name: values[kept] for name, values in played.without.items()},
        played.draws[kept],
    )
    assert [each.mean for each in found] == [each.mean for each in shares("survival", whole)]
    played.coalitions[:, 0] = np.nan
    assert shares("survival", played) == []


def test_coalitions_switch_whole_groups_and_leave_off_what_is_off():
    on = BASELINE._replace(peers=False)
    assert mechanisms_of(coalition(on, 63)) == on
    assert mechanisms_of(coalition(on, 0)) == NEUTRAL
    learning = mechanisms_of(coalition(on, 1 << GROUPS.index("learning")))
    names = {name for name in SWITCHES if getattr(learning, name)}
    assert names == {name for name in SWITCHES if GROUP_OF[name] == "learning"} - {"peers"}
    assert coalition(NEUTRAL, 63) == number_of(NEUTRAL)
    assert mechanisms_of(without(on, "service")) == on._replace(service=False)
    assert set(GROUP_OF.values()) == set(GROUPS)


GAP = Setting("gap", BASELINE)
SAID = {
    "reach": ("in favour of specialised spaces", "有利于专业化型空间"),
    "learning": ("in favour of rent-dependent spaces", "有利于租金依赖型空间"),
    "money": ("changes nothing in any run", "任何一次模拟都没有变化"),
    "peers": ("all else on, it moves the gap", "其余机制不变"),
    "rent_exposure": ("changes nothing in any run", "任何一次模拟都没有变化"),
    "off": ("when no rule can tell the models apart, the gap", "关闭全部机制后"),
    "full": ("In the scenario as it is the gap", "在情景原有设定下"),
}


@pytest.mark.parametrize("name", SAID)
def test_intervals_choose_the_words(name):
    share = by_name(shares("survival", game()))[name]
    for language, said in zip(LANGUAGES, SAID[name], strict=True):
        assert said in sentence(share, GAP, language)


def test_fewer_closures_favour_specialised_spaces():
    found = by_name(shares("shakeout", game()))
    assert "in favour of rent-dependent spaces" in sentence(found["reach"], GAP, "en")
    assert "in favour of specialised spaces" in sentence(found["learning"], GAP, "en")


def test_what_is_uncertain_is_not_told():
    played = game(noise=0.0)
    swing = np.where(played.draws % 2 == 0, 1.0, -1.0)[:, None]
    played.coalitions[:] += (0.25 + swing) * INSIDE[:, 5]
    share = by_name(shares("survival", played))["capital"]
    assert share.monte_carlo_low_90 < 0 < share.monte_carlo_high_90
    assert "cannot be told" in sentence(share, GAP, "en")
    assert "尚不能断定" in sentence(share, GAP, "zh")
    single = game()._replace(draws=np.zeros(20, dtype=np.int64))
    share = by_name(shares("survival", single))["capital"]
    assert "two parameter draws" in sentence(share, GAP, "en")


def test_a_group_that_the_scenario_has_off_is_said_to_be_off():
    share = by_name(shares("survival", game()))["selection"]
    off = Setting("gap", BASELINE._replace(selection=False))
    assert "it is off in this scenario" in sentence(share, off, "en")
    both = Setting("effect", BASELINE._replace(selection=False))
    assert "both scenarios" in sentence(share, both, "en")


def test_effects_have_sentences_of_their_own():
    found, setting = by_name(shares("survival", game())), Setting("effect", BASELINE)
    assert sentence(found["reach"], setting, "en").startswith(
        "Through Reach (directed search, host spin-offs) the policy raises mean survival: +2."
    )
    assert "下降" in sentence(found["learning"], setting, "zh")
    assert "Directly, with all mechanisms off" in sentence(found["off"], setting, "en")


def test_every_outcome_has_a_noun():
    from sim.analysis.attribution_outcomes import ATTRIBUTED, DEFAULT

    assert set(ATTRIBUTED["gap"]) | set(ATTRIBUTED["effect"]) == set(NOUNS)
    assert all(set(DEFAULT[mode]) <= set(each) for mode, each in ATTRIBUTED.items())
