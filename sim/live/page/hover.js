// A card for the space under the pointer, or the one that the arrow keys have come to.

import { byId, element } from "./elements.js";
import { said } from "./language.js";
import { mark } from "./marks.js";
import { draw, drawnSpaces } from "./picture.js";
import { sayLatest, answered } from "./socket.js";
import { on, state } from "./state.js";

const NEAR = 12; // pixels
const canvas = byId("dots");
const card = byId("card");
let shown = null; // {branch, row, x, y}
let told = null;

canvas.onpointermove = (event) => show(nearest(event.offsetX, event.offsetY, NEAR));
canvas.onpointerleave = () => show(null);
canvas.onblur = () => show(null);
canvas.onkeydown = (event) => {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === "Escape") show(null);
  if (!(event.key in ways)) return;
  event.preventDefault();
  show(shown ? onwards(...ways[event.key]) : drawnSpaces.find(({ branch }) => branch === "b"));
};
on("space", (message) => {
  answered("inspect");
  told = message;
  fill();
});
on("error", () => answered("inspect"));
on("language", fill);
on("layout look facts", () => show(null));
on("frame", () => {
  if (shown) show(drawnSpaces.find(({ branch, row }) => branch === shown.branch && row === shown.row) ?? null, true);
});

function nearest(x, y, within) {
  let found = null;
  let least = within;
  for (const space of drawnSpaces) {
    const away = Math.hypot(space.x - x, space.y - y);
    if (away < least) [found, least] = [space, away];
  }
  return found;
}

/** The next space in a direction: near, and not far off the line. */
function onwards(dx, dy) {
  const cost = (space) => {
    const [x, y] = [space.x - shown.x, space.y - shown.y];
    const along = x * dx + y * dy;
    return along <= 0.5 ? Infinity : along + 2.5 * Math.abs(x * dy - y * dx);
  };
  const others = drawnSpaces.filter(({ branch }) => branch === shown.branch);
  const best = others.reduce((one, other) => (cost(other) < cost(one) ? other : one), others[0]);
  return cost(best) < Infinity ? best : shown;
}

function show(space, anew = false) {
  if (space?.row === shown?.row && space?.branch === shown?.branch && !anew) return;
  shown = space;
  if (!space) {
    card.hidden = true;
    draw();
    return;
  }
  sayLatest("inspect", "inspect", { branch: space.branch, row: space.row });
}

function fill() {
  if (!shown || !told || told.row !== shown.row || told.branch !== shown.branch) return;
  const model = state.facts.models[shown.model];
  const rows = told.facts.slice(1).flatMap(({ label, value }) => [element("dt", {}, said(label)), element("dd", {}, said(value))]);
  card.replaceChildren(element("strong", { class: model.id }, mark(model), said(model.label)), element("dl", {}, ...rows));
  card.hidden = false;
  const box = canvas.parentElement.getBoundingClientRect();
  const right = shown.x + 14 + card.offsetWidth < box.width;
  card.style.left = `${Math.max(0, right ? shown.x + 14 : shown.x - 14 - card.offsetWidth)}px`;
  card.style.top = `${Math.max(0, Math.min(shown.y - 20, box.height - card.offsetHeight - 4))}px`;
}
