// The stocks and flows of a year of ours, as the server counted and drew them.

import { byId, element } from "./elements.js";
import { language, said, word } from "./language.js";
import { answered, sayLatest } from "./socket.js";
import { on, state } from "./state.js";

const dialog = byId("stocks");
const menu = byId("stocks-year");
const parser = new DOMParser();
let chosen = null; // year; null for the last that is over
let asked = null; // what the picture was asked for, as text
let told = null; // the picture shown
let opened = null; // when the dialog was opened, until a picture is there

byId("stocks-open").onclick = () => {
  opened = performance.now();
  chosen = told = null;
  dialog.showModal();
  show();
  ask();
};
menu.onchange = () => {
  chosen = Number(menu.value) === told.years.at(-1) ? null : Number(menu.value);
  ask();
};
dialog.addEventListener("close", () => { asked = null; });

on("facts status history frame language", ask);
on("language", () => { if (dialog.open) show(); });
on("stocks", (message) => {
  answered("stocks");
  if (!dialog.open) return;
  told = message;
  show();
});
on("error", (message) => {
  answered("stocks");
  if (dialog.open && !told) byId("stocks-note").textContent = said(message.text);
});

/** Ask for the picture anew if ours, the years that are over, or the language are others. */
function ask() {
  const { facts, status, month } = state;
  if (!dialog.open || !facts || !status) return;
  const names = facts.scenarios.map(({ name }) => name);
  const whole = Math.floor((month + 1) / 12);
  const wanted = JSON.stringify([names, status.seed, status.moves, whole, chosen, language()]);
  if (wanted === asked) return;
  asked = wanted;
  byId("stocks-panels").setAttribute("aria-busy", true);
  sayLatest("stocks", "stocks", { year: chosen, lang: language() });
}

function show() {
  const year = told?.year;
  byId("stocks-title").textContent = year ? word("stocks_title_of", { year }) : word("stocks_title");
  byId("stocks-note").textContent = note();
  byId("stocks-key").textContent = word("stocks_key", { year });
  byId("stocks-key").hidden = menu.parentElement.hidden = !year;
  menu.replaceChildren(...(told?.years ?? []).map((each) => element("option", { value: each }, each)));
  menu.value = year;
  const panels = byId("stocks-panels");
  const [spaces, startups, money] = (told?.panels ?? []).map(panel);
  panels.replaceChildren(...(year ? [spaces, money, startups] : [])); // short ones beside the long one
  panels.setAttribute("aria-busy", !told);
  if (year && opened !== null) {
    panels.dataset.took = Math.round(performance.now() - opened);
    opened = null;
  }
}

function note() {
  if (!told) return word("stocks_counting");
  if (told.year) return word("stocks_note", { seed: told.seed });
  return word("stocks_none", { year: state.facts.start.slice(0, 4) });
}

function panel({ title, svg }) {
  const picture = document.adoptNode(parser.parseFromString(svg, "text/html").querySelector("svg"));
  picture.setAttribute("class", "year");
  picture.setAttribute("role", "group"); // its texts are read, from box to box
  const place = element("div", { class: "scrolls", tabindex: 0, role: "group", "aria-label": title }, picture);
  return element("section", {}, element("h3", {}, title), place);
}
