"""A tenant's month (ODD, 7.5) as AgentPy agents.

``python -m benchmarks.agentpy_incubate START END``: START holds columns of spaces and tenants, END
is what has become of them. Settlement of exits and life tables are left out, which the engine
keeps: what is compared is rather too cheap here.
"""

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

import agentpy
import numpy as np

from benchmarks.reference import rules
from benchmarks.reference.draws import MASK, mix, salt_of
from benchmarks.reference.incubate import (
    BURN_OF_STAGE,
    FIRM_FROM,
    FIRM_HAZARDS,
    PEER_SCALE,
    REVENUE_LAG,
    SALES_OF_STAGE,
    three_draws,
)
from sim.model.categories import LEADING_ENTERPRISE, N_FIELDS, UNFUNDED
from sim.model.parameters import Parameters
from sim.model.randomness import INCUBATE
from sim.scenario import load_scenario

NONE = -1  # as in START: no month
FAILED, GRADUATED, ACQUIRED, MOVED_OUT, STAYS = 0, 1, 2, 3, -1


class Space(agentpy.Agent):
    """What a tenant meets: service, neighbours, charge."""

    def setup(self, **state: Any) -> None:
        self.__dict__ |= state

    def set_terms(self) -> None:
        """Pace of tenants of each field and hazard of each third of talent, for this month."""
        p = self.model.parameters
        self.payers = self.tenants
        self.risk = (1.0 + p.incubate.early_closure * self.service, 1.0, 1.0)
        for field in range(N_FIELDS):
            if self.tenants_by_field[field]:
                self.speed[field] = self.speed_of(field, p)

    def speed_of(self, field: int, p: Parameters) -> float:
        same, focus = self.tenants_by_field[field], p.incubate.peer_focus
        fit = rules.fit(self.specialisation, self.field, field == self.field)
        alone = math.log(self.slots)
        near = math.log(self.slots + PEER_SCALE * (same - 1)) - alone
        far = math.log(self.slots + PEER_SCALE * (self.tenants - same)) - alone
        peers = focus * near + (1.0 - focus) * far
        helped = 1.0 + p.incubate.service_gain * self.service * (1.0 + fit)
        return helped + p.incubate.peer_gain * peers


class Tenant(agentpy.Agent):
    """A startup in a space."""

    def setup(self, host: Space, **state: Any) -> None:
        self.__dict__ |= state
        self.host, self.end = host, STAYS

    def live_month(self) -> None:
        """Progress, cash and registration of a month, and how the tenancy ends, if it does."""
        model, host, month = self.model, self.host, self.model.month
        shock, fate, pitch = three_draws(mix((self.key + model.salt) & MASK))
        late = month - self.last_round >= REVENUE_LAG
        sales = self.progress * model.sales_at_one[2 * self.stage + late]
        burn = model.burns[self.stage]
        self.cash += sales - burn - host.charge
        self.progress += self.pace * host.speed[self.field] * -math.log(shock)
        model.sales_of_month += sales
        model.burnt_of_month += burn
        age = model.age_class(self.registered)
        if age == 0 and self.progress >= FIRM_FROM:
            self.registered = month
        self.end = self.ending(age, fate)
        if self.end == STAYS and self.stage == UNFUNDED and pitch * host.payers < model.seed_looks:
            model.pitches.append(self)

    def ending(self, age: int, fate: float) -> int:
        model, host = self.model, self.host
        if self.cash < 0.0 or fate < model.hazards[age] * host.risk[self.tercile]:
            return FAILED
        if self.progress >= 1.0:
            return GRADUATED
        wanted = host.operator == LEADING_ENTERPRISE and host.field == self.field
        if fate > model.acquired_above and age > 0 and wanted:
            return ACQUIRED
        if model.month - self.entered + 1 >= model.tenure_limit:
            return MOVED_OUT
        return STAYS

    def leave_space(self) -> None:
        self.host.tenants -= 1
        self.host.tenants_by_field[self.field] -= 1
        self.model.ends[self.end] += 1


class Incubation(agentpy.Model):
    """Months in which tenants live in their spaces and leave, and nothing else happens."""

    def setup(self) -> None:
        p, start = self.p.parameters, self.p.start
        self.parameters, self.first = p, int(start["month"])
        self.sales, self.burnt = (float(each) for each in start["books"])
        self.seed_looks, self.tenure_limit = p.invest.seed_looks, p.incubate.tenure_limit
        self.acquired_above = 1.0 - p.incubate.acquisition_rate
        firms = [p.incubate.firm_hazard * (each / 12) for each in FIRM_HAZARDS]
        self.hazards = (p.incubate.base_hazard, *firms)
        self.burns = [p.incubate.burn * each for each in BURN_OF_STAGE]
        # The first year after a round sales are those of the stage before.
        now = [p.incubate.venture_revenue * each for each in SALES_OF_STAGE]
        before = [now[0], *now[:-1]]
        self.sales_at_one = [each for both in zip(before, now, strict=True) for each in both]
        self.ends, self.lived = [0, 0, 0, 0], 0
        spaces = [Space(self, **state) for state in rows_of(start, "space_")]
        self.spaces = agentpy.AgentList(self, spaces)
        tenants = [
            Tenant(self, host=spaces[state.pop("space")], **state)
            for state in rows_of(start, "tenant_")
        ]
        self.tenants = agentpy.AgentList(self, tenants)

    def step(self) -> None:
        """Live one month."""
        self.month = self.first + self.t - 1
        self.salt, self.pitches = salt_of(INCUBATE, self.month, 0), []
        self.sales_of_month, self.burnt_of_month = 0.0, 0.0
        self.spaces.set_terms()
        self.lived += len(self.tenants)
        self.tenants.live_month()
        self.tenants.select(self.tenants.end != STAYS).leave_space()
        self.tenants = self.tenants.select(self.tenants.end == STAYS)
        self.sales += self.sales_of_month
        self.burnt += self.burnt_of_month

    def age_class(self, registered: int) -> int:
        """0 for a team, then 1 to 4 for a firm's year since registration."""
        return 0 if registered == NONE else 1 + min((self.month - registered) // 12, 3)


def rows_of(columns: Any, prefix: str) -> list[dict[str, Any]]:
    """Rows of the columns whose names begin so."""
    found = {n.removeprefix(prefix): columns[n].tolist() for n in columns if n.startswith(prefix)}
    return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def end_of(model: Incubation) -> dict[str, Any]:
    """What has become of everyone, under the names of START."""
    columns = {
        f"tenant_{name}": np.array(list(getattr(model.tenants, name)))
        for name in ("key", "progress", "cash", "registered")
    }
    for name in ("tenants", "speed"):
        columns[f"space_{name}"] = np.array(list(getattr(model.spaces, name)))
    books = np.array([model.sales, model.burnt])
    return {**columns, "books": books, "ends": np.array(model.ends), "lived": model.lived}


def main() -> None:
    """Live the months, keep the end, and print the seconds that the months took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agentpy_incubate")
    parser.add_argument("start", type=Path, help="a .npz file")
    parser.add_argument("end", type=Path, help="a .npz file")
    parser.add_argument("--scenario", default="baseline", help="name or file; for parameters")
    parser.add_argument("--months", type=int, default=24)
    asked = parser.parse_args()
    start = dict(np.load(asked.start))
    model = Incubation({"start": start, "parameters": load_scenario(asked.scenario).parameters})
    model.sim_setup(asked.months)
    began = time.perf_counter()
    while model.running:
        model.sim_step()
    seconds = time.perf_counter() - began
    np.savez(asked.end, **end_of(model))
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
