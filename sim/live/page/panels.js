// Where the panels of the picture lie, and the clusters in them.

import { honeycomb } from "./honeycomb.js";
import { state } from "./state.js";

const GAP = 12; // pixels between two panels
let last = { key: null, panels: [] };

/**
 * Panels of branches in a canvas: `[{branch, x, y, width, height, radius, disc, centres, unit}]`.
 * `most` slots have room in a cluster; `month` pixels at the upper left are left for the month.
 */
export function layPanels(branches, sizes) {
  const key = JSON.stringify([branches, state.facts.clusters, sizes]);
  if (last.key !== key) last = { key, panels: laidOut(branches, sizes) };
  return last.panels;
}

function laidOut(branches, { width, height, most, month, type }) {
  const room = branches.length > 1 ? 1.6 * type : 0; // of the panel's name
  const laid = (rectangles) => rectangles.map((panel) => {
    const { radius, centres } = honeycomb(state.facts.clusters, panel.width, panel.height - room, month);
    const disc = radius * 0.96;
    return { ...panel, radius, disc, centres, unit: disc / (0.62 * Math.sqrt(most) + 0.8) };
  });
  if (branches.length === 1) return laid([{ branch: branches[0], x: 0, y: 0, width, height }]);
  const [wide, high] = [(width - GAP) / 2, (height - GAP) / 2];
  const beside = laid(branches.map((branch, place) => ({ branch, x: place * (wide + GAP), y: 0, width: wide, height })));
  const below = laid(branches.map((branch, place) => ({ branch, x: 0, y: place * (high + GAP), width, height: high })));
  return beside[0].radius > below[0].radius ? beside : below;
}
