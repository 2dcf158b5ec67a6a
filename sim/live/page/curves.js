// The values behind the charts: lived months, and the future where it has been explored.

import { differs, state } from "./state.js";

/** Values of a branch from a month on: what has been lived up to the month shown. */
export function lived(id, branch) {
  const values = state.history[id]?.[branch] ?? [];
  return values.slice(0, state.month + 1);
}

/** What lies ahead as far as it is known: `{from, values}`, or null. */
export function ahead(id, branch) {
  const { first } = state.explored ?? {};
  if (first) return since(first.series[id][branch].median, first.from);
  if (branch === "a" && state.history[id].a.length > state.month + 1) return since(state.history[id].a, 0);
  return null;
}

/** Whether a line of what ours is compared with is drawn: beside ours, or ahead of it. */
export function othersAreDrawn() {
  return differs() || state.facts.charts.some(({ series }) => series.some(({ id }) => ahead(id, "a")));
}

/** The range of runs ahead: `{from, low, high}`, or null while it is not known. */
export function band(id, branch) {
  const found = state.explored?.band;
  if (!found) return null;
  const { low, high } = found.series[id][branch];
  const from = Math.max(found.from, state.month);
  return { from, low: low.slice(from - found.from), high: high.slice(from - found.from) };
}

/** Value of a series in a month, or null where it is not known. */
export function valueAt(id, branch, month) {
  if (month <= state.month) return state.history[id]?.[branch][month] ?? null;
  const found = ahead(id, branch);
  return found?.values[month - found.from] ?? null;
}

/** Largest value that a chart has to show. */
export function largest(chart) {
  let found = 0;
  const see = (values) => {
    for (const value of values) if (value > found) found = value;
  };
  for (const { id } of chart.series) {
    see(state.history[id].a);
    see(state.history[id].b);
    for (const branch of ["a", "b"]) {
      see(ahead(id, branch)?.values ?? []);
      see(band(id, branch)?.high ?? []);
    }
  }
  return found;
}

function since(values, from) {
  const begin = Math.max(from, state.month);
  return { from: begin, values: values.slice(begin - from) };
}
