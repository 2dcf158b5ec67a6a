// What drives the change in the month shown: the leading loops of the twin, below the charts.

import { byId, element } from "./elements.js";
import { said, word } from "./language.js";
import { on, state } from "./state.js";

on("driven frame history language facts", show);

function show() {
  const place = byId("driven");
  place.hidden = !state.driven;
  if (!state.driven) return;
  const lines = state.driven.flatMap(({ label, periods }) => {
    const period = periods.find(({ first, last }) => first <= state.month && state.month <= last);
    if (!period) return [];
    const values = { quantity: said(label), loop: said(period.label), share: Math.round(100 * period.share) };
    return [{ text: word(period.clear ? "driven_by" : "driven_unclear", values), hint: said(period.sentence) }];
  });
  const text = JSON.stringify(lines);
  if (place.dataset.said === text) return; // the same as in the month before
  place.dataset.said = text;
  place.replaceChildren(
    element("strong", { title: word("driven_hint") }, word("driven")),
    ...lines.map(({ text: told, hint }) => element("span", { title: hint }, told)),
  );
}
