// Which levers stand together.

const GROUPS = {
  direction: ["specialisation_grant", "specialisation_guidance", "anchor_recruitment", "startup_campaign"],
  money: ["operating_subsidy", "subsidy_tied", "recognition_grant", "lease_relief"],
  rules: ["entry_standard", "audit", "national_quota"],
  startups: ["mentor_vouchers", "co_investment", "displaced_support"],
  outside: ["capital_multiplier", "rent_multiplier", "demand_multiplier"],
};

/** Groups with their levers; a lever that is in none comes last. */
export function groupsOf(levers) {
  const found = Object.entries(GROUPS).map(([group, names]) => [
    group,
    names.map((name) => levers.find((lever) => lever.name === name)).filter(Boolean),
  ]);
  const grouped = Object.values(GROUPS).flat();
  const rest = levers.filter((lever) => !grouped.includes(lever.name));
  return [...found, ["other", rest]].filter(([, each]) => each.length);
}
