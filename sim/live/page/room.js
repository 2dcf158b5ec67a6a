// The room: phones vote on a lever's value or predict an outcome, before anyone looks.

import { valueAt } from "./curves.js";
import { byId, download, drawn, element } from "./elements.js";
import { leverNumber, number, said, word } from "./language.js";
import { markPath } from "./marks.js";
import { notice } from "./notices.js";
import { say } from "./socket.js";
import { on, state } from "./state.js";

const dialog = byId("room");
const WIDTH = 400; // of the strip on which the votes lie
const chosen = {}; // by menu, for when the dialogue is made again
let answer = element("div", { "aria-live": "polite" });

byId("room-open").onclick = () => {
  make();
  dialog.showModal();
};
on("facts", () => {
  byId("room-open").hidden = !state.facts.room;
  if (!dialog.open) return;
  if (state.facts.room) make(); // another server has another address
  else dialog.close();
});
on("room_applied", () => {
  say("room", { ask: null }); // what was voted on is decided
  notice(word("room_applied"));
});
on("room explored history", show);
on("language", () => {
  if (dialog.open) make();
});
on("room_csv", ({ name, csv }) => download(name, csv, "text/csv"));

function make() {
  const { room } = state.facts;
  const code = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(room.qr)}`;
  answer = element("div", { class: "votes", "aria-live": "polite" });
  dialog.replaceChildren(
    element("h2", {}, word("room_title")),
    element("div", { class: "room" },
      element("div", { class: "join" },
        element("p", {}, word("room_join")),
        element("img", { src: code, alt: room.address }),
        element("p", {}, element("code", {}, room.address))),
      element("div", {}, askForValue(), askForPrediction(), answer)),
    element("div", { class: "buttons" },
      element("button", { onclick: () => say("room_export") }, word("room_export")),
      element("form", { method: "dialog" }, element("button", {}, word("close")))),
  );
  show();
}

function askForValue() {
  const levers = state.facts.levers.map((lever) => element("option", { value: lever.name }, said(lever.label)));
  const menu = menuOf("room-lever", word("room_lever"), levers);
  const ask = element("button", { id: "room-ask-value", onclick: () => say("room", { ask: "value", lever: menu.value }) }, word("room_ask"));
  return element("p", {}, element("strong", {}, word("room_value")), " ", menu, " ", ask);
}

function askForPrediction() {
  const { charts, months } = state.facts;
  const series = charts.flatMap((chart) => chart.series.map(({ id, label }) =>
    element("option", { value: id }, word("room_of", { label: said(chart.label), month: said(label) }))));
  const outcome = menuOf("room-series", word("room_series"), series);
  const dates = months.map((month, place) => element("option", { value: place, selected: place === months.length - 1 }, month));
  const date = menuOf("room-month", word("room_month"), dates.filter((_, place) => place % 12 === 11));
  const asked = () => say("room", { ask: "predict", chart: outcome.value, month: Number(date.value) });
  return element("p", {}, element("strong", {}, word("room_predict")), " ", outcome, " ", date, " ",
    element("button", { id: "room-ask-predict", onclick: asked }, word("room_ask")));
}

/** A menu that stands on what was chosen last, if it still has that. */
function menuOf(id, name, options) {
  const menu = element("select", { id, "aria-label": name }, ...options);
  if (options.some(({ value }) => value === chosen[id])) menu.value = chosen[id];
  menu.onchange = () => { chosen[id] = menu.value; };
  return menu;
}

function show() {
  const { room } = state;
  if (!dialog.open && !answer.isConnected) return;
  const phones = word("room_phones", { phones: room?.phones ?? 0 });
  if (!room?.ask) {
    answer.replaceChildren(element("p", {}, word("room_waiting"), " ", phones));
    return;
  }
  const label = room.month === null ? said(room.label) : word("room_of", { label: said(room.label), month: room.month_name });
  const result = resultOf(room);
  answer.replaceChildren(
    element("h3", {}, label), element("p", { class: "note" }, said(room.note)), strip(room, result), told(room, result, phones),
    element("div", { class: "buttons" },
      element("button", { id: "room-apply", hidden: room.closed || room.ask !== "value", disabled: !room.count, onclick: apply }, word("room_apply")),
      element("button", { id: "room-stop", hidden: room.closed, onclick: () => say("room", { ask: null }) }, word("room_stop"))));
}

/** What the run says of a prediction: once the question is closed, so that nobody copies it. */
function resultOf({ ask, of, month, closed }) {
  const { explored, status } = state;
  const under = month > state.month && status?.exploring && (explored?.of ?? 0) < status.touch;
  return closed && ask === "predict" && !under ? valueAt(of, "b", month) : null;
}

function told(room, result, phones) {
  const shown = (value) => (room.percent ? leverNumber(room, value) : number(value));
  const unit = said(room.unit);
  const large = [];
  const small = [word("room_count", { count: room.count }), phones];
  if (room.count) {
    large.push(word("room_median", { median: `${shown(room.median)} ${unit}`.trim() }));
    small.unshift(word("room_half", { low: shown(room.low_quartile), high: shown(room.high_quartile) }));
  }
  if (result !== null) large.push(word("room_model", { value: `${number(result)} ${unit}`.trim() }));
  if (room.closed) small.push(word("room_closed"));
  return element("div", { id: "room-told" },
    ...large.map((each) => element("p", { class: "large" }, each)), element("p", {}, small.join(" · ")));
}

function apply() {
  say("room_apply");
  dialog.close();
}

/** The spread of the votes: all of them, the middle half, the median; and what the run says. */
function strip(room, result) {
  const largest = Math.max(room.most ?? room.high, result ?? room.low);
  const most = room.ask === "predict" ? Math.max(room.low + room.step, largest * 1.25) : room.high;
  const x = (value) => (WIDTH * (value - room.low)) / (most - room.low);
  const parts = [drawn("line", { class: "rail", x1: 0, x2: WIDTH, y1: 16, y2: 16 })];
  if (room.count) {
    const half = Math.max(2, x(room.high_quartile) - x(room.low_quartile));
    parts.push(
      drawn("line", { class: "all", x1: x(room.least), x2: x(room.most), y1: 16, y2: 16 }),
      drawn("rect", { class: "half", x: x(room.low_quartile), width: half, y: 8, height: 16, rx: 3 }),
      drawn("line", { class: "median", x1: x(room.median), x2: x(room.median), y1: 3, y2: 29 }),
    );
  }
  if (result !== null) parts.push(drawn("path", { class: "result", d: markPath("circle", x(result), 16, 7) }));
  return drawn("svg", { class: "strip", viewBox: `-4 0 ${WIDTH + 8} 32`, "aria-hidden": "true" }, ...parts);
}
