// The marks of business models: circle, square, triangle, on the canvas and in SVG.

import { drawn } from "./elements.js";

/** Add a mark of a radius around a point to the canvas path; areas are about the same. */
export function addMark(path, shape, x, y, radius) {
  if (shape === "circle") {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  } else if (shape === "square") {
    const half = radius * 0.89;
    path.rect(x - half, y - half, 2 * half, 2 * half);
  } else {
    const side = radius * 1.3;
    path.moveTo(x, y - side);
    path.lineTo(x + side * 0.98, y + side * 0.72);
    path.lineTo(x - side * 0.98, y + side * 0.72);
    path.closePath();
  }
}

/** A mark as a path of SVG. */
export function markPath(shape, x, y, radius) {
  const at = (dx, dy) => `${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
  if (shape === "circle") return `M${at(-radius, 0)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  const half = radius * 0.89;
  if (shape === "square") return `M${at(-half, -half)}h${2 * half}v${2 * half}h${-2 * half}z`;
  const side = radius * 1.3;
  return `M${at(0, -side)}L${at(side * 0.98, side * 0.72)}L${at(-side * 0.98, side * 0.72)}z`;
}

/** A mark on its own, in the colour of its model. */
export function mark({ id, shape }) {
  const path = drawn("path", { d: markPath(shape, 6, 6, 5), class: id });
  return drawn("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, path);
}
