// The key below the charts: which line is which, and how fast the future was redrawn.

import { byId, drawn, element } from "./elements.js";
import { word } from "./language.js";
import { differs, on, state } from "./state.js";

const SAMPLES = {
  ours: ["path", { d: "M0 6h28", class: "solid" }],
  against: ["path", { d: "M0 6h28", class: "dashed" }],
  band: ["rect", { width: 28, height: 12, class: "shade" }],
  bandAgainst: ["path", { d: "M0 1h28M0 11h28", class: "edges" }],
};
let touched = null; // when the lever was touched last
let took = null; // milliseconds until its future was drawn

on("touch", (when) => { touched ??= when; });
on("redrawn", (when) => {
  if (touched === null) return;
  took = Math.round(when - touched);
  touched = null;
  byId("key").dataset.took = took;
  show();
});
on("status language explored", show);

function show() {
  const { status, explored } = state;
  if (!status) return;
  const told = [sample("ours", word("key_ours"))];
  if (differs() || explored) told.push(sample("against", word("key_against")));
  if (explored?.band) {
    told.push(sample("band", word("key_band", { runs: explored.band.replicates })));
    told.push(sample("bandAgainst", word("key_band_against")));
  }
  if (explored && took !== null) told.push(element("span", { class: "redrawn" }, word("redrawn", { milliseconds: took })));
  byId("key").replaceChildren(...told);
}

function sample(name, text) {
  const [shape, attributes] = SAMPLES[name];
  const look = drawn("svg", { viewBox: "0 0 28 12", "aria-hidden": "true" }, drawn(shape, attributes));
  return element("span", {}, look, text);
}
