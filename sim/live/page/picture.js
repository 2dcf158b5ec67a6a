// The picture: every space as a mark in its cluster; one panel, or both futures side by side.

import { byId } from "./elements.js";
import { CLOSED, FOUNDED, FUNDED } from "./frame.js";
import { honeycomb } from "./honeycomb.js";
import { number, said, word } from "./language.js";
import { addMark } from "./marks.js";
import { Slots, offset } from "./slots.js";
import { differs, on, state } from "./state.js";

const FADE = 600; // milliseconds that a change takes to be seen
const GAP = 12; // pixels between two panels
const still = matchMedia("(prefers-reduced-motion: reduce)");
const canvas = byId("dots");
const pen = canvas.getContext("2d");
let slots = null;
let colours = {};
let began = 0; // when the month shown was first drawn
let before = { a: new Map(), b: new Map() }; // tenants by row, a month earlier
let wanted = false;

const panels = []; // what is drawn of which branch, where
export const drawnSpaces = []; // {branch, row, x, y, radius} of what is drawn, for the pointer

on("facts", () => {
  slots = { a: new Slots(state.facts.clusters), b: new Slots(state.facts.clusters) };
  before = { a: new Map(), b: new Map() };
});
on("frame", () => {
  for (const branch of ["a", "b"]) slots[branch].settle(state.dots[branch]);
  began = performance.now();
  name();
  draw();
});
on("look", readColours);
on("status layout", draw);
on("language", () => {
  if (state.dots.b) name();
  draw();
});
new ResizeObserver(resize).observe(canvas.parentElement);

/** Draw at the next frame of the browser. */
export function draw() {
  if (wanted || !state.dots.b) return;
  wanted = true;
  requestAnimationFrame(paint);
}

/** Whether both branches are drawn. */
export const two = () => state.sideBySide && differs();

function resize() {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  draw();
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "quiet", "cluster", "paper", "specialised", "rent_dependent", "diversified"];
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  colours.type = parseFloat(style.getPropertyValue("--type"));
  colours.font = getComputedStyle(document.body).fontFamily;
  pen.font = `650 ${1.8 * colours.type}px ${colours.font}`;
  colours.month = pen.measureText("2030-12").width + 12; // room that the month takes
  draw();
}

function layPanels() {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const beside = laid(["a", "b"].map((branch, place) => {
    const each = (width - GAP) / 2;
    return { branch, x: place * (each + GAP), y: 0, width: each, height };
  }));
  const below = laid(["a", "b"].map((branch, place) => {
    const each = (height - GAP) / 2;
    return { branch, x: 0, y: place * (each + GAP), width, height: each };
  }));
  const alone = laid([{ branch: "b", x: 0, y: 0, width, height }]);
  const pair = beside[0].radius > below[0].radius ? beside : below;
  panels.splice(0, panels.length, ...(two() ? pair : alone));
}

/** Panels with the places of their clusters and the distance of neighbours in them. */
function laid(rectangles) {
  const most = Math.max(slots.a.most, slots.b.most);
  return rectangles.map((panel) => {
    const room = two() ? 1.6 * colours.type : 0; // of the panel's name
    const { radius, centres } = honeycomb(state.facts.clusters, panel.width, panel.height - room, colours.month);
    const disc = radius * 0.96;
    return { ...panel, radius, disc, centres, unit: disc / (0.62 * Math.sqrt(most) + 0.8) };
  });
}

function centre(panel, cluster) {
  const [x, y] = panel.centres[cluster];
  return [panel.x + x, panel.y + y];
}

function paint(now) {
  wanted = false;
  if (!state.dots.b || !canvas.width) return;
  const ratio = canvas.width / canvas.clientWidth;
  layPanels();
  const age = still.matches ? 1 : Math.min(1, (now - began) / FADE);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  drawnSpaces.length = 0;
  for (const panel of panels) paintPanel(panel, age);
  if (age < 1) draw();
  else remember();
}

function paintPanel(panel, age) {
  pen.globalAlpha = 1;
  pen.fillStyle = colours.cluster;
  pen.beginPath();
  for (let cluster = 0; cluster < state.facts.clusters; cluster += 1) {
    const [x, y] = centre(panel, cluster);
    pen.moveTo(x + panel.disc, y);
    pen.arc(x, y, panel.disc, 0, 2 * Math.PI);
  }
  pen.fill();
  paintSpaces(panel, state.dots[panel.branch], age);
  if (two()) paintTitle(panel);
}

function paintTitle(panel) {
  pen.globalAlpha = 1;
  pen.fillStyle = colours.ink;
  pen.font = `600 ${colours.type}px ${colours.font}`;
  pen.textBaseline = "top";
  const text = word(panel.branch === "a" ? "panel_against" : "panel_ours");
  const left = panel.x + panel.width - pen.measureText(text).width - 4;
  const top = panel.y + panel.height - 1.3 * colours.type;
  pen.fillText(text, left, top);
  pen.setLineDash(panel.branch === "a" ? [5, 4] : []);
  pen.beginPath();
  pen.moveTo(left - 34, top + colours.type * 0.5);
  pen.lineTo(left - 8, top + colours.type * 0.5);
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 2;
  pen.stroke();
  pen.setLineDash([]);
}

function paintSpaces(panel, dots, age) {
  const { models } = state.facts;
  const living = models.map(() => new Path2D());
  const leaving = models.map(() => new Path2D());
  const flashes = models.map(() => new Path2D());
  const earlier = before[panel.branch];
  for (let i = 0; i < dots.count; i += 1) {
    const [cx, cy] = centre(panel, dots.cluster[i]);
    const [dx, dy] = offset(slots[panel.branch].of.get(dots.row[i]));
    const [x, y] = [cx + dx * panel.unit, cy + dy * panel.unit];
    const radius = radiusOf(panel, dots, i, age, earlier);
    const model = dots.model[i];
    addMark((dots.flags[i] & CLOSED ? leaving : living)[model], models[model].shape, x, y, radius);
    if (dots.flags[i] & FUNDED) addMark(flashes[model], models[model].shape, x, y, radius + panel.unit * 0.3);
    drawnSpaces.push({ branch: panel.branch, row: dots.row[i], model, x, y, radius });
  }
  models.forEach(({ id }, place) => {
    pen.fillStyle = pen.strokeStyle = colours[id];
    pen.globalAlpha = still.matches ? 0.2 : 0.45 * (1 - age);
    pen.fill(flashes[place]);
    pen.globalAlpha = 0.88;
    pen.fill(living[place]);
    pen.globalAlpha = still.matches ? 0.6 : 1 - age;
    pen.lineWidth = 1;
    pen.stroke(leaving[place]);
  });
}

function radiusOf(panel, dots, i, age, earlier) {
  const now = Math.sqrt(dots.tenants[i]);
  const then = dots.flags[i] & FOUNDED ? 0 : (earlier.get(dots.row[i]) ?? now);
  const size = then + (now - then) * age;
  return panel.unit * Math.min(0.3 + 0.055 * size, 0.8);
}

function remember() {
  for (const branch of ["a", "b"]) {
    const { row, tenants, count } = state.dots[branch];
    before[branch] = new Map();
    for (let i = 0; i < count; i += 1) before[branch].set(row[i], Math.sqrt(tenants[i]));
  }
}

function name() {
  const open = state.facts.models.map(() => 0);
  const { model, flags, count } = state.dots.b;
  for (let i = 0; i < count; i += 1) if (!(flags[i] & CLOSED)) open[model[i]] += 1;
  const models = state.facts.models.map(({ label }, place) => `${said(label)} ${number(open[place])}`);
  canvas.setAttribute("aria-label", word("picture_named", {
    month: state.facts.months[state.month],
    spaces: number(open.reduce((sum, each) => sum + each, 0)),
    models: models.join(", "),
  }));
}
