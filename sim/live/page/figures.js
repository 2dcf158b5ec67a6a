// The charts as files: SVG with its style in it, PNG of charts and picture, and their numbers.

import { valueAt } from "./curves.js";
import { byId } from "./elements.js";
import { said } from "./language.js";
import { allSeries, state } from "./state.js";

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "font-size", "font-family", "visibility"];
const SHARPER = 2; // pixels of the file by pixel of the page

/** Each chart as an SVG file: `[{name, text}]`. */
export function figuresAsSvg() {
  return [...document.querySelectorAll("svg.plot")].map((plot, place) => ({
    name: `makersim-${state.facts.charts[place].id}.svg`,
    text: new XMLSerializer().serializeToString(copyOf(plot, place)),
  }));
}

function copyOf(plot, place) {
  const copy = plot.cloneNode(true);
  const [width, height, head] = [plot.clientWidth, plot.clientHeight, 24];
  const originals = [plot, ...plot.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((each, order) => {
    const style = getComputedStyle(originals[order]);
    for (const name of KEPT) each.setAttribute(name, style.getPropertyValue(name));
    each.removeAttribute("class");
  });
  const chart = state.facts.charts[place];
  const title = document.createElementNS(copy.namespaceURI, "text");
  for (const [name, value] of Object.entries({ x: 4, y: -8, "font-size": 13, "font-weight": 600 })) title.setAttribute(name, value);
  title.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  title.setAttribute("fill", getComputedStyle(document.body).color);
  title.textContent = `${said(chart.label)} (${said(chart.unit)})`;
  copy.append(title);
  copy.setAttribute("viewBox", `0 ${-head} ${width} ${height + head}`);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height + head);
  return copy;
}

/** Picture and charts on one sheet, as a PNG file. */
export async function pageAsPng() {
  const main = document.querySelector("main").getBoundingClientRect();
  const sheet = document.createElement("canvas");
  sheet.width = main.width * SHARPER;
  sheet.height = main.height * SHARPER;
  const pen = sheet.getContext("2d");
  pen.scale(SHARPER, SHARPER);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, main.width, main.height);
  const put = (image, box, above) =>
    pen.drawImage(image, box.left - main.left, box.top - main.top - above, box.width, box.height + above);
  put(byId("dots"), byId("dots").getBoundingClientRect(), 0);
  const plots = [...document.querySelectorAll("svg.plot")];
  for (const [place, { text }] of figuresAsSvg().entries()) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    put(image, plots[place].getBoundingClientRect(), 24);
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
