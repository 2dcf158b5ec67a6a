// The picture: every space as a mark in its cluster; one panel, or both futures side by side.
// What stands where is reckoned once a month; painting fills a few paths, since raster is dear.

import { byId } from "./elements.js";
import { CLOSED, FOUNDED, FUNDED } from "./frame.js";
import { number, said, word } from "./language.js";
import { addMark } from "./marks.js";
import { layPanels } from "./panels.js";
import { Slots, offset } from "./slots.js";
import { differs, on, state } from "./state.js";

const FADE = 600; // milliseconds that a change takes to be seen
const FAST = 12; // months a second above which each month is painted once
const BETWEEN = 30; // milliseconds at least between two paintings of one month
const MOST_SPACES = 65536;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const canvas = byId("dots");
const pen = canvas.getContext("2d");
const sizes = { width: 0, height: 0, ratio: 1 };
let slots = null;
let colours = {};
let began = 0; // when the month shown was first drawn
let painted = 0; // when it was last painted
let shown = null; // the month that is painted, as of a frame
let before = null; // by branch and row: root of the tenants a month earlier
let wanted = false;
let later = null; // ends a fade if no month follows
let panels = []; // what is drawn of which branch, where
let placed = false; // whether `drawnSpaces` are those of the month and layout shown
let flashes = []; // changes that are still seen: {branch, flag, spaces, since}

export let drawnSpaces = []; // {branch, row, model, x, y, ...} of what is drawn, for the pointer

on("facts", () => {
  slots = { a: new Slots(state.facts.clusters), b: new Slots(state.facts.clusters) };
  before = { a: new Float32Array(MOST_SPACES), b: new Float32Array(MOST_SPACES) };
  [shown, flashes] = [null, []];
});
on("frame", () => {
  flashes = state.fresh && !still.matches ? flashes : [];
  for (const branch of ["a", "b"]) {
    slots[branch].settle(state.dots[branch]);
    if (state.fresh && shown) remember(shown[branch], before[branch]);
    else before[branch].fill(0);
  }
  shown = state.dots;
  began = performance.now();
  name();
  rearrange();
});
on("look", readColours);
on("status layout", rearrange);
on("language", () => {
  if (state.dots.b) name();
  rearrange();
});
new ResizeObserver(resize).observe(canvas.parentElement);

/** Draw at the next frame of the browser. */
export function draw() {
  if (wanted || !state.dots.b) return;
  wanted = true;
  requestAnimationFrame(paint);
}

const two = () => state.sideBySide && differs();

function rearrange() {
  placed = false;
  draw();
}

function resize() {
  const [width, height, ratio] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio || 1];
  Object.assign(sizes, { width, height, ratio });
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  rearrange();
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "quiet", "cluster", "paper", "specialised", "rent_dependent", "diversified"];
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  colours.type = parseFloat(style.getPropertyValue("--type"));
  colours.font = getComputedStyle(document.body).fontFamily;
  pen.font = `650 ${1.8 * colours.type}px ${colours.font}`;
  colours.month = pen.measureText("2030-12").width + 12; // room that the month takes
  rearrange();
}

/** Reckon where each space of the month stands and how large it was and is. */
function place() {
  placed = true;
  const most = Math.max(slots.a.most, slots.b.most);
  panels = layPanels(two() ? ["a", "b"] : ["b"], { ...sizes, most, month: colours.month, type: colours.type });
  drawnSpaces = [];
  // Halos are this month's alone, else every space would have one; those that closed fade out.
  flashes = flashes.filter(({ flag, since }) => flag === CLOSED && since !== began && began - since < FADE);
  for (const panel of panels) {
    const { branch } = panel;
    const { count, row, tenants, model, cluster, flags } = state.dots[branch];
    const seen = { [FUNDED]: [], [CLOSED]: [] };
    for (let i = 0; i < count; i += 1) {
      const [cx, cy] = panel.centres[cluster[i]];
      const [dx, dy] = offset(slots[branch].of.get(row[i]));
      const now = Math.sqrt(tenants[i]);
      const then = flags[i] & FOUNDED ? 0 : before[branch][row[i]] || now;
      const [x, y] = [panel.x + cx + dx * panel.unit, panel.y + cy + dy * panel.unit];
      const space = { branch, row: row[i], model: model[i], x, y, then, now, closed: flags[i] & CLOSED };
      drawnSpaces.push(space);
      if (flags[i] & FUNDED) seen[FUNDED].push(space);
      if (flags[i] & CLOSED) seen[CLOSED].push(space);
    }
    for (const flag of [CLOSED, FUNDED]) flashes.push({ branch, flag, spaces: seen[flag], since: began });
  }
}

function paint(now) {
  wanted = false;
  if (!state.dots.b || !canvas.width) return;
  const fresh = !placed;
  if (!fresh && now - painted < BETWEEN) return draw();
  if (fresh) place();
  painted = now;
  const age = still.matches ? 1 : Math.min(1, Math.max(0, now - began) / FADE);
  pen.setTransform(sizes.ratio, 0, 0, sizes.ratio, 0, 0);
  pen.clearRect(0, 0, sizes.width, sizes.height);
  for (const panel of panels) paintPanel(panel, isFast() ? 1 : age, now);
  clearTimeout(later);
  if (age === 1) return;
  if (isFast()) later = setTimeout(draw, 4 * BETWEEN);
  else draw();
}

const isFast = () => Boolean(state.status?.playing && state.status.speed > FAST);

function paintPanel(panel, age, now) {
  pen.globalAlpha = 1;
  pen.fillStyle = colours.cluster;
  pen.beginPath();
  for (const [x, y] of panel.centres) {
    pen.moveTo(panel.x + x + panel.disc, panel.y + y);
    pen.arc(panel.x + x, panel.y + y, panel.disc, 0, 2 * Math.PI);
  }
  pen.fill();
  const mine = ({ branch }) => branch === panel.branch;
  for (const each of flashes.filter(mine)) if (each.flag === FUNDED) paintFlash(panel, each, now);
  const living = drawnSpaces.filter((space) => mine(space) && !space.closed);
  pen.globalAlpha = 0.88;
  byModel(living, (space) => radiusOf(panel, space, age), (path) => pen.fill(path));
  for (const each of flashes.filter(mine)) if (each.flag === CLOSED) paintFlash(panel, each, now);
  if (panels.length > 1) paintTitle(panel);
}

/** Tenants funded, as a halo; spaces closed, as an outline. */
function paintFlash(panel, { flag, spaces, since }, now) {
  const left = Math.max(0, 1 - Math.max(0, now - since) / FADE);
  const funded = flag === FUNDED;
  pen.globalAlpha = still.matches ? (funded ? 0.2 : 0.6) : left * (funded ? 0.4 : 1);
  pen.lineWidth = 1;
  const wider = funded ? panel.unit * 0.3 : 0;
  byModel(spaces, (space) => radiusOf(panel, space, 1) + wider, (path) => (funded ? pen.fill(path) : pen.stroke(path)));
}

/** Put marks of spaces into one path for each model. */
function byModel(spaces, radius, put) {
  if (!spaces.length) return;
  const { models } = state.facts;
  const paths = models.map(() => new Path2D());
  for (const space of spaces) addMark(paths[space.model], models[space.model].shape, space.x, space.y, radius(space));
  models.forEach(({ id }, place) => {
    pen.fillStyle = pen.strokeStyle = colours[id];
    put(paths[place]);
  });
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

function radiusOf(panel, { then, now }, age) {
  return panel.unit * Math.min(0.3 + 0.055 * (then + (now - then) * age), 0.8);
}

function remember(dots, roots) {
  for (let i = 0; i < dots.count; i += 1) roots[dots.row[i]] = Math.sqrt(dots.tenants[i]) || 1e-9;
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
