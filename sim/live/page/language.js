// The language shown: changed at a touch, while the run goes on.

import { tell } from "./state.js";
import { ROOM_WORDS } from "./room_words.js";
import { STOCKS_WORDS } from "./stocks_words.js";
import { WORDS } from "./words.js";

const TABLE = { ...WORDS, ...ROOM_WORDS, ...STOCKS_WORDS };
const PLACES = { en: 0, zh: 1 };

const formats = []; // by digits: making one is dear

let shown = navigator.language.startsWith("zh") ? "zh" : "en";

export const language = () => shown;

/** Show another language. */
export function speak(wanted) {
  shown = wanted in PLACES ? wanted : shown;
  document.documentElement.lang = shown === "zh" ? "zh-CN" : "en";
  label(document);
  tell("language");
}

/** A word of the page, with what stands in braces filled in. */
export function word(key, values = {}) {
  return TABLE[key][PLACES[shown]].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** A text of the server, which comes in both languages. */
export const said = (text) => text[shown];

/** Put words where the page asks for them: as text, or as the name of an element. */
export function label(root) {
  for (const each of root.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of root.querySelectorAll("[data-name]")) {
    each.setAttribute("aria-label", word(each.dataset.name));
    if (each.matches("button")) each.title = word(each.dataset.name);
  }
}

/** A number with no more digits than it needs. */
export function number(value, digits = null) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const most = digits ?? (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
  return (formats[most] ??= new Intl.NumberFormat("en-GB", { maximumFractionDigits: most })).format(value);
}

/** A lever's value; shares and chances in percent. */
export function leverNumber(lever, value) {
  return lever.percent ? `${number(100 * value, 0)}${shown === "zh" ? "%" : " %"}` : number(value, 2);
}

/** A lever's value with its unit. */
export function leverValue(lever, value) {
  return [leverNumber(lever, value), said(lever.unit)].filter(Boolean).join(" ");
}
