// The timeline: years, the scenario's policies from the month they begin, and our moves.

import { byId, drawn } from "./elements.js";
import { leverValue, said, word } from "./language.js";
import { on, state } from "./state.js";

const LEFT = 6.5; // half the width of the month's handle
const svg = byId("policies");
const ruler = document.createElement("canvas").getContext("2d");

on("facts language look layout", draw);
on("status", () => {
  if (svg.dataset.shown !== shownAs()) draw();
});
new ResizeObserver(draw).observe(svg);

const shownAs = () => JSON.stringify([state.status?.moves, state.facts?.scenarios]);

function draw() {
  const { facts } = state;
  const width = svg.clientWidth;
  if (!facts || !width) return;
  svg.dataset.shown = shownAs();
  const style = getComputedStyle(document.documentElement);
  const type = parseFloat(style.getPropertyValue("--small"));
  ruler.font = `${type}px ${getComputedStyle(document.body).fontFamily}`;
  const height = svg.clientHeight;
  const x = (month) => LEFT + (month * (width - 2 * LEFT)) / (facts.months.length - 1);
  const lanes = Math.max(1, Math.floor((height - type - 8) / (type + 3)));
  const flags = layFlags(flagged(), x, lanes, width, type);
  svg.replaceChildren(...years(x, height, type), ...flags.map((flag) => drawFlag(flag, height, type)));
  svg.setAttribute("aria-label", word("timeline", { policies: flags.map((flag) => flag.full).join("; ") }));
}

/** Flags of our moves and of our scenario's policies; those of one month share a flag. */
function flagged() {
  const { facts, status } = state;
  const last = facts.months.length - 1;
  const moves = (status?.moves ?? []).map((move) => told(move.lever, move.value, move.month, last, true));
  const own = facts.policies.map((policy) => told(policy.lever, policy.value, policy.from, policy.until, false));
  const flags = new Map();
  for (const each of [...moves, ...own.sort((one, other) => one.from - other.from)]) {
    const key = `${each.from} ${each.moved}`;
    const flag = flags.get(key);
    if (!flag) flags.set(key, each);
    else flags.set(key, { ...flag, text: `${flag.text} · ${each.text}`, full: `${flag.full}; ${each.full}` });
  }
  return [...flags.values()];
}

function told(name, value, from, until, moved) {
  const { levers, months } = state.facts;
  const lever = levers.find((each) => each.name === name);
  const words = { label: said(lever.label), value: leverValue(lever, value), from: months[from], until: months[until] };
  return { from, moved, text: words.label, full: word(moved ? "our_move" : "from_until", words) };
}

/** Give each flag the first lane in which its text has room; flags without room keep their stem. */
function layFlags(flags, x, lanes, width, type) {
  const taken = Array.from({ length: lanes }, () => []);
  return flags.map((flag) => {
    const [start, length] = [x(flag.from), ruler.measureText(flag.text).width + (flag.moved ? 20 : 8)];
    const [begin, end] = start + length < width ? [start, start + length] : [start - length, start];
    const free = (lane) => lane.every(([other, until]) => end < other || begin > until);
    const lane = taken.findIndex(free);
    if (lane >= 0) taken[lane].push([begin - 2, end + 4]);
    return { ...flag, x: start, lane, leftward: begin < start, y: 2 + lane * (type + 3) };
  });
}

function drawFlag(flag, height, type) {
  const bottom = height - type - 6;
  const group = drawn("g", { class: flag.moved ? "move" : "policy" }, drawn("title", {}, flag.full));
  const top = flag.lane < 0 ? bottom - 6 : flag.y;
  group.append(drawn("line", { class: "stem", x1: flag.x, x2: flag.x, y1: top, y2: bottom }));
  if (flag.lane < 0) return group;
  const side = flag.leftward ? { x: flag.x - 4, "text-anchor": "end" } : { x: flag.x + 4 };
  group.append(drawn("text", { ...side, y: flag.y + type * 0.88 }, flag.moved ? `◆ ${flag.text}` : flag.text));
  return group;
}

function years(x, height, type) {
  const base = height - type - 6;
  const { months } = state.facts;
  const every = svg.clientWidth / (months.length / 12) < 3.4 * type ? 60 : 12;
  const marks = [drawn("line", { class: "axis", x1: x(0), x2: x(months.length - 1), y1: base, y2: base })];
  for (let month = 0; month < months.length; month += every) {
    marks.push(drawn("line", { class: "axis", x1: x(month), x2: x(month), y1: base, y2: base + 5 }));
    marks.push(drawn("text", { class: "year", x: x(month) + 3, y: height - 3 }, months[month].slice(0, 4)));
  }
  return marks;
}
