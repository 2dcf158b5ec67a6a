// The key below the charts: which line is which, and how fast the future was redrawn.

import { othersAreDrawn } from "./curves.js";
import { byId, drawn, element } from "./elements.js";
import { word } from "./language.js";
import { on, state } from "./state.js";

const LINES = {
  ours: { d: "M0 6h28", class: "solid" },
  against: { d: "M0 6h28", class: "dashed" },
};
const RANGES = {
  ours: () => drawn("rect", { width: 28, height: 12, class: "shade" }),
  against: () => drawn("path", { d: "M0 1h28M0 11h28", class: "edges" }),
};
let told = ""; // by the key as it stands
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
on("status language explored frame history", show);

function show() {
  const { status, explored } = state;
  if (!status) return;
  const band = explored?.band;
  const names = othersAreDrawn() ? ["ours", "against"] : ["ours"];
  const parts = names.map((name) => sample(name, band));
  if (band) parts.push(element("span", {}, word("key_band", { runs: band.replicates })));
  if (explored && took !== null) parts.push(element("span", { class: "redrawn" }, word("redrawn", { milliseconds: took })));
  const text = parts.map(({ outerHTML }) => outerHTML).join("");
  if (text !== told) byId("key").replaceChildren(...parts); // months go by, and it seldom changes
  told = text;
}

/** A line with its name, in the range that it has while bands are shown. */
function sample(name, band) {
  const parts = [...(band ? [RANGES[name]()] : []), drawn("path", LINES[name])];
  const look = drawn("svg", { viewBox: "0 0 28 12", "aria-hidden": "true" }, ...parts);
  return element("span", {}, look, word(`key_${name}`));
}
