// What the server says, put into the state.

import { readFrame } from "./frame.js";
import { allSeries, state, tell } from "./state.js";

const HEARD = { facts, status, history, explored, driven, sentence, error, saved, space, stocks, room, room_applied: roomApplied, room_csv: roomTable };

/** Take a message of the server; returns the number of a frame, which is to be acknowledged. */
export function receive(content) {
  if (content instanceof ArrayBuffer) return frame(content);
  const message = JSON.parse(content);
  HEARD[message.type]?.(message);
  return null;
}

function facts(message) {
  state.facts = message;
  state.room = null; // the server says how its room stands, which may be another
  state.status = state.explored = state.sentence = state.driven = null;
  clearHistory();
  tell("facts");
}

function status(message) {
  if (state.status && state.status.seed !== message.seed) clearHistory();
  if (!message.exploring) state.explored = null;
  state.status = message;
  tell("status");
}

function clearHistory() {
  state.history = {};
  for (const { id } of allSeries()) state.history[id] = { a: [], b: [] };
}

function history(message) {
  for (const [id, { a, b }] of Object.entries(message.series)) {
    const known = state.history[id];
    // The yardstick's later months stay: they would come out the same again.
    known.a = [...known.a.slice(0, message.from), ...a, ...known.a.slice(message.until + 1)];
    known.b = [...known.b.slice(0, message.from), ...b];
  }
  state.month = message.until;
  tell("history");
}

function frame(content) {
  const found = readFrame(content, allSeries().length);
  state.fresh = found.month === state.month + 1;
  state.month = found.month;
  state.dots = { a: found.a, b: found.b };
  allSeries().forEach(({ id }, place) => {
    const known = state.history[id];
    known.a[found.month] = found.values.a[place];
    known.b[found.month] = found.values.b[place];
    known.b.length = found.month + 1;
  });
  tell("frame");
  return found.number;
}

function explored(message) {
  if (!state.status?.exploring || message.of < state.status.touch) return;
  const partial = message.stage === "part"; // of one run, the years that are known so far
  if (message.stage !== "band") state.explored = { of: message.of, first: message, band: null, partial };
  else if (state.explored?.of === message.of) state.explored.band = message;
  tell(partial ? "part" : "explored", message);
}

function driven(message) {
  state.driven = message.quantities;
  tell("driven");
}

function sentence(message) {
  if (message.stage === "now" && state.explored) return; // the whole future says more
  state.sentence = message;
  tell("sentence");
}

function error(message) {
  tell("error", message);
}

function saved(message) {
  tell("saved", message);
}

function space(message) {
  tell("space", message);
}

function stocks(message) {
  tell("stocks", message);
}

function room(message) {
  state.room = message;
  tell("room");
}

function roomApplied() {
  tell("room_applied");
}

function roomTable(message) {
  tell("room_csv", message);
}
