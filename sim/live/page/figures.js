// The charts as files: SVG with its style in it, PNG of picture and charts, and their numbers.

import { valueAt } from "./curves.js";
import { byId, drawn } from "./elements.js";
import { said, word } from "./language.js";
import { markPath } from "./marks.js";
import { allSeries, differs, state } from "./state.js";

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "fill-opacity", "stroke-opacity", "font-size", "font-family", "visibility"];
const SHARPER = 2; // pixels of the file by pixel of the page
const HEAD = 24; // pixels above a chart, for its title
const FOOT = 36; // pixels below it, for its key
const ROW = 16; // pixels more to tell of bands
const EDGE = 16;
const ruler = document.createElement("canvas").getContext("2d");

const plots = () => [...document.querySelectorAll("svg.plot")];
const font = () => getComputedStyle(document.body).fontFamily;
const foot = () => FOOT + (state.explored?.band ? ROW : 0);
const ink = () => getComputedStyle(document.body).color;

/** Each chart as an SVG file: `[{name, text, width, height}]`. */
export function figuresAsSvg() {
  return plots().map((plot, place) => ({
    name: `makersim-${state.facts.charts[place].id}.svg`,
    text: new XMLSerializer().serializeToString(copyOf(plot, place)),
    width: plot.clientWidth,
    height: plot.clientHeight + HEAD + foot(),
  }));
}

function copyOf(plot, place) {
  const copy = plot.cloneNode(true);
  const [width, height] = [plot.clientWidth, plot.clientHeight];
  const originals = [plot, ...plot.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((each, order) => {
    const style = getComputedStyle(originals[order]);
    for (const name of KEPT) each.setAttribute(name, style.getPropertyValue(name));
    each.removeAttribute("class");
  });
  const title = { x: 0, y: -8, "font-size": 13, "font-weight": 600, "font-family": font(), fill: ink() };
  copy.append(drawn("text", title, said(state.facts.charts[place].label)), ...key(height));
  const box = { viewBox: `0 ${-HEAD} ${width} ${height + HEAD + foot()}`, width, height: height + HEAD + foot() };
  for (const [name, value] of Object.entries(box)) copy.setAttribute(name, value);
  return copy;
}

/** Marks of the models, below them which lines and bands are whose. */
function key(height) {
  const type = 10;
  const look = { "font-size": type, "font-family": font(), fill: ink() };
  ruler.font = `${type}px ${font()}`;
  let x = 0;
  const models = state.facts.models.flatMap(({ id, shape, label }) => {
    const colour = getComputedStyle(document.documentElement).getPropertyValue(`--${id}`).trim();
    const parts = [
      drawn("path", { d: markPath(shape, x + 5, height + 10, 4), fill: colour }),
      drawn("text", { ...look, x: x + 12, y: height + 13.5 }, said(label)),
    ];
    x += ruler.measureText(said(label)).width + 20;
    return parts;
  });
  const { band } = state.explored ?? {};
  const line = (dashes, y) => drawn("path", { d: `M0 ${y}h22`, stroke: ink(), "stroke-width": 1.5, "stroke-dasharray": dashes });
  const y = height + 26;
  const shade = drawn("rect", { y: y - 5, width: 22, height: 10, fill: ink(), "fill-opacity": 0.16 });
  const edges = drawn("path", { d: `M0 ${y - 5}h22M0 ${y + 5}h22`, stroke: ink(), "stroke-dasharray": "1.5 3" });
  const named = [["key_ours", "none", shade], ["key_against", "5 4", edges]].slice(0, differs() ? 2 : 1);
  x = 0;
  const whose = named.map(([name, dashes, range]) => {
    const text = drawn("text", { ...look, x: 27, y: y + 3.5 }, word(name));
    const group = drawn("g", { transform: `translate(${x} 0)` }, ...(band ? [range] : []), line(dashes, y), text);
    x += ruler.measureText(word(name)).width + 39;
    return group;
  });
  const runs = band ? [drawn("text", { ...look, y: y + ROW + 3.5 }, word("key_band", { runs: band.replicates }))] : [];
  return [...models, ...whose, ...runs];
}

/** Month, picture and charts on one sheet, as a PNG file. */
export async function pageAsPng() {
  const figures = figuresAsSvg();
  const dots = byId("dots");
  const [wide, high] = [figures[0].width + EDGE, figures[0].height + EDGE];
  const top = 50;
  const sheet = document.createElement("canvas");
  sheet.width = SHARPER * (dots.clientWidth + 2 * wide + 2 * EDGE);
  sheet.height = SHARPER * (top + Math.max(dots.clientHeight, 2 * high) + EDGE);
  const pen = sheet.getContext("2d");
  pen.scale(SHARPER, SHARPER);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.fillStyle = ink();
  pen.font = `650 24px ${font()}`;
  pen.fillText(state.facts.months[state.month], EDGE, 34);
  pen.drawImage(dots, EDGE, top, dots.clientWidth, dots.clientHeight);
  for (const [place, { text, width, height }] of figures.entries()) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const [x, y] = [2 * EDGE + dots.clientWidth + (place % 2) * wide, top + Math.floor(place / 2) * high];
    pen.drawImage(image, x, y, width, height);
  }
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
}

/** All values of the charts, one row a month; a byte-order mark so that Excel and WPS read it. */
export function numbersAsCsv() {
  const series = allSeries().flatMap(({ id }) => ["a", "b"].map((branch) => [id, branch]));
  const [a, b] = state.facts.scenarios.map(({ name }) => name);
  const head = ["month", ...series.map(([id, branch]) => `${id}:${branch === "a" ? `a:${a}` : `b:${b}`}`)];
  const rows = state.facts.months.map((month, place) => [
    month,
    ...series.map(([id, branch]) => valueAt(id, branch, place) ?? ""),
  ]);
  return `\ufeff${[head, ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}
