// Four line charts in SVG: ours solid, what it is compared with dashed, bands when exploring.

import { ahead, band, largest, lived, valueAt } from "./curves.js";
import { byId, drawn, element } from "./elements.js";
import { number, said, word } from "./language.js";
import { mark, markPath } from "./marks.js";
import { areaPath, curvePath, edgesPath, ticks } from "./scale.js";
import { differs, on, state, tell } from "./state.js";

const LEAST = 4; // that an axis reaches to
const EVERY = 190; // milliseconds between two drawings while months go by
const KINDS = ["area", "edges", "curve other", "curve other future", "curve future", "curve", "end"];
let charts = [];
let last = 0;
let waiting = null;
let type = 14;

on("facts", make);
on("frame", soon);
on("history status pointed look language part", now);
on("explored", () => {
  now();
  requestAnimationFrame(() => tell("redrawn", performance.now()));
});
on("look", () => {
  type = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--small"));
});

function make() {
  byId("charts").replaceChildren();
  charts = state.facts.charts.map((chart) => {
    const parts = {
      chart,
      most: 0, // value that the axis has to reach
      name: element("h3"),
      values: element("div", { class: "values", "aria-hidden": "true" }),
      plot: drawn("svg", { class: "plot", role: "img" }),
      grid: drawn("g"),
      paths: {},
      now: drawn("line", { class: "now" }),
      pointed: drawn("line", { class: "pointed" }),
      date: drawn("text", { class: "date", "text-anchor": "end" }),
    };
    parts.plot.append(parts.grid, parts.now, parts.date);
    for (const kind of KINDS)
      for (const series of chart.series) {
        const path = drawn("path", { class: `${kind} ${series.model}` });
        parts.paths[kind + series.id] = path;
        parts.plot.append(path);
      }
    parts.plot.append(parts.pointed);
    parts.plot.onpointermove = (event) => point(parts, event.offsetX);
    parts.plot.onpointerleave = () => point(parts, null);
    const caption = element("figcaption", {}, parts.name, parts.values);
    byId("charts").append(element("figure", {}, caption, parts.plot));
    new ResizeObserver(([{ contentRect }]) => {
      Object.assign(parts, { width: contentRect.width, height: contentRect.height });
      now();
    }).observe(parts.plot);
    return parts;
  });
}

function soon() {
  if (waiting) return;
  waiting = setTimeout(now, Math.max(0, EVERY - (performance.now() - last)));
}

/** Draw all charts as things stand. */
export function now() {
  clearTimeout(waiting);
  waiting = null;
  last = performance.now();
  if (state.status) charts.forEach(draw);
}

function draw(parts) {
  const { chart, plot, width, height } = parts;
  if (!width || !height) return;
  const partial = state.explored?.partial; // the axis keeps still while a future comes in
  parts.most = Math.max(largest(chart), LEAST, partial ? parts.most : 0);
  const marks = ticks(parts.most);
  const left = type * 0.62 * Math.max(...marks.map((each) => number(each).length)) + 8;
  const [right, top, bottom] = [10, Math.max(type + 10, 1.75 * type), height - type - 8];
  const months = state.facts.months.length;
  const x = (month) => left + (month * (width - left - right)) / (months - 1);
  const y = (value) => bottom - (value * (bottom - top)) / marks.at(-1);
  Object.assign(parts, { left, right, months });
  drawGrid(parts, marks, x, y);
  drawCurves(parts, x, y);
  upright(parts.now, x(state.month), top, bottom);
  upright(parts.pointed, state.pointed === null ? null : x(state.pointed), top, bottom);
  plot.classList.toggle("waiting", (state.explored?.of ?? 0) < state.status.touch);
  if (!partial) caption(parts);
}

function drawGrid(parts, marks, x, y) {
  const unit = said(parts.chart.unit);
  const key = [marks.length, marks.at(-1), parts.width, parts.height, type, unit].join(" ");
  if (parts.grid.dataset.key === key) return;
  parts.grid.dataset.key = key;
  const lines = marks.flatMap((value) => [
    drawn("line", { class: "grid", x1: x(0), x2: x(parts.months - 1), y1: y(value), y2: y(value) }),
    drawn("text", { x: parts.left - 6, y: y(value) + type * 0.34, "text-anchor": "end" }, number(value)),
  ]);
  const every = x(60) - x(0) < 4 * type ? 120 : 60;
  const years = [0, 60, 120, 180].filter((month) => month < parts.months && month % every === 0);
  const dates = years.map((month) =>
    drawn("text", { x: x(month), y: y(0) + type + 4, "text-anchor": month ? "middle" : "start" },
      state.facts.months[month].slice(0, 4)));
  parts.grid.replaceChildren(drawn("text", { x: 0, y: type }, unit), ...lines, ...dates);
}

function drawCurves(parts, x, y) {
  const shapes = Object.fromEntries(state.facts.models.map(({ id, shape }) => [id, shape]));
  for (const { id, model } of parts.chart.series) {
    const set = (kind, path) => {
      const shown = parts.paths[kind + id];
      if (shown.getAttribute("d") !== path) shown.setAttribute("d", path);
    };
    const own = lived(id, "b");
    const [future, other, range, otherRange] = [ahead(id, "b"), ahead(id, "a"), band(id, "b"), band(id, "a")];
    set("area", range ? areaPath(range, x, y) : "");
    set("edges", otherRange ? edgesPath(otherRange, x, y) : "");
    set("curve other", differs() ? curvePath(lived(id, "a"), 0, x, y) : "");
    set("curve other future", other ? curvePath(other.values, other.from, x, y) : "");
    set("curve future", future ? curvePath(future.values, future.from, x, y) : "");
    set("curve", curvePath(own, 0, x, y));
    const end = own.at(-1);
    set("end", end == null ? "" : markPath(shapes[model], x(state.month), y(end), type * 0.36));
  }
}

function upright(line, x, top, bottom) {
  line.setAttribute("visibility", x === null ? "hidden" : "visible");
  if (x === null) return;
  for (const [name, value] of Object.entries({ x1: x, x2: x, y1: top, y2: bottom })) line.setAttribute(name, value);
}

function point(parts, place) {
  const share = place === null ? null : (place - parts.left) / (parts.width - parts.left - parts.right);
  const month = share === null || share < 0 || share > 1 ? null : Math.round(share * (parts.months - 1));
  if (month === state.pointed) return;
  state.pointed = month;
  tell("pointed");
}

function caption(parts) {
  const { chart } = parts;
  const month = state.pointed ?? (state.explored ? state.status.last : state.month);
  parts.name.textContent = said(chart.label);
  parts.name.title = said(chart.note);
  const told = chart.series.map(({ id, model, label }) => {
    const [value, other] = [valueAt(id, "b", month), valueAt(id, "a", month)].map((each) => number(each));
    const look = state.facts.models.find((each) => each.id === model);
    const same = value === other;
    return [
      element("span", { class: model }, mark(look), value, ...(same ? [] : [element("small", {}, difference(id, month))])),
      word(same ? "chart_value" : "chart_against", { model: said(label), value, other }),
    ];
  });
  parts.values.replaceChildren(...told.map(([shown]) => shown));
  parts.date.textContent = month === state.month ? "" : state.facts.months[month];
  parts.date.setAttribute("x", parts.width);
  parts.date.setAttribute("y", type);
  makeRoom(parts);
  const values = { label: said(chart.label), unit: said(chart.unit), month: state.facts.months[month] };
  parts.plot.setAttribute("aria-label", word("chart_named", { ...values, values: told.map(([, text]) => text).join(", ") }));
}

/** The unit gives way to the date where a narrow chart has no room for both. */
function makeRoom({ date, grid, width }) {
  const room = !date.textContent || grid.firstChild.getComputedTextLength() + 5 * type < width;
  grid.firstChild.setAttribute("visibility", room ? "visible" : "hidden");
}

function difference(id, month) {
  const [a, b] = [valueAt(id, "a", month), valueAt(id, "b", month)];
  const apart = a === null || b === null ? 0 : Math.round(10 * (b - a)) / 10;
  return apart ? ` ${apart > 0 ? "+" : "−"}${number(Math.abs(apart))}` : "";
}
