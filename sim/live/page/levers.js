// The sliders, made from what the model declares; each shows all that its lever comes to.

import { byId, drawn, element } from "./elements.js";
import { groupsOf } from "./lever_groups.js";
import { leverNumber, leverValue, said, word } from "./language.js";
import { answered, say, sayLatest } from "./socket.js";
import { on, state, tell } from "./state.js";
import { seek } from "./player.js";

const place = byId("levers");
const sliders = new Map(); // by lever: its parts
let from = null;
let moves = null;
const wanted = new Map(); // by lever: the value that was set last and is not in force yet
let held = null; // lever that is being dragged
let told = {}; // what the sliders show: they change with few frames

on("facts language", make);
on("status frame", show);
on("status", () => {
  if (!state.status.exploring) answered("lever");
});
on("explored error", () => answered("lever"));
on("error link facts", () => wanted.clear());

function make() {
  if (!state.facts) return;
  const open = new Set([...place.querySelectorAll("details[open]")].map((each) => each.id));
  const first = place.childElementCount === 0;
  from = element("p", { class: "from" });
  moves = element("ul", { class: "moves" });
  const buttons = element("div", { class: "buttons" },
    element("button", { id: "undo", onclick: () => say("undo") }, word("undo")),
    element("button", { id: "reset", onclick: () => say("reset") }, word("reset")));
  const groups = groupsOf(state.facts.levers).map(([group, levers], order) =>
    element("details", { id: `group-${group}`, open: first ? order < 3 : open.has(`group-${group}`) },
      element("summary", {}, word(`group_${group}`)), ...levers.map(slider)));
  const own = element("section", {}, element("h3", {}, word("moves")), moves, buttons);
  told = {};
  place.replaceChildren(element("h2", {}, word("levers")), from, ...groups, own);
  show();
}

function slider(lever) {
  const { name, low, high, step } = lever;
  const value = element("output", { class: "value", for: `lever-${name}` });
  const input = element("input", {
    id: `lever-${name}`, type: "range", min: low, max: high, step,
    "aria-describedby": `meaning-${name}`,
    oninput: () => touched(lever, Number(input.value)),
    onchange: released,
  });
  const label = element("label", { class: "label", for: `lever-${name}`, title: said(lever.meaning) },
    said(lever.label), element("span", { class: "unit" }, said(lever.unit)));
  const notch = drawn("path");
  const rail = drawn("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, notch);
  const box = element("div", { class: "lever" },
    element("div", { class: "name" }, label, value),
    element("div", { class: "rail" }, input, rail),
    element("span", { id: `meaning-${name}`, class: "unseen" }, said(lever.meaning)));
  sliders.set(name, { lever, box, input, value, notch });
  return box;
}

function touched(lever, value) {
  held = lever.name;
  wanted.set(lever.name, value);
  sliders.get(lever.name).value.textContent = leverNumber(lever, value);
  tell("touch", performance.now());
  sayLatest("lever", "lever", { lever: lever.name, value });
}

/** The value that a drag ends with goes at once, even while an older one is explored. */
function released() {
  held = null;
  answered("lever");
}

function show() {
  const { status, facts, month } = state;
  if (!status || !from) return;
  const ended = month >= status.last;
  from.textContent = ended ? word("no_month_left") : word("acts_from", { month: facts.months[month + 1] });
  const moved = new Set(status.moves.filter((move) => move.month <= month + 1).map((move) => move.lever));
  const key = [ended, ...moved].join();
  if (told.status === status && told.key === key) return;
  told = { status, key };
  for (const [name, { lever, box, input, value, notch }] of sliders) {
    const now = status.levers[name];
    input.disabled = ended;
    box.classList.toggle("moved", moved.has(name));
    const other = status.yardstick?.[name];
    const share = (100 * (other - lever.low)) / (lever.high - lever.low);
    notch.setAttribute("d", other === undefined ? "" : `M${share} 0l2 6h-4z`);
    if (Math.abs(now - wanted.get(name)) < lever.step / 2) wanted.delete(name);
    if (held === name || wanted.has(name)) continue; // an older value must not push the slider back
    input.value = now;
    value.textContent = leverNumber(lever, now);
    input.setAttribute("aria-valuetext", leverValue(lever, now));
  }
  showMoves();
}

function showMoves() {
  const { status, facts } = state;
  byId("undo").disabled = status.moves.length === 0;
  if (moves.dataset.shown === JSON.stringify(status.moves)) return;
  moves.dataset.shown = JSON.stringify(status.moves);
  const rows = status.moves.map((move) => {
    const lever = facts.levers.find((each) => each.name === move.lever);
    const text = `${facts.months[move.month]} ${said(lever.label)}: ${leverValue(lever, move.value)}`;
    return element("li", {}, element("button", { onclick: () => seek(move.month - 1) }, text));
  });
  moves.replaceChildren(...(rows.length ? rows : [element("li", {}, word("no_moves"))]));
}
