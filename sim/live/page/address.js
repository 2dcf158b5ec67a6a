// The address of the page holds the session (scenarios, seed, moves, month) and how it is shown:
// language, look, speed, whether the levers are.
// After a reload, or when the server comes back, the session is made again from it.

import { language, speak } from "./language.js";
import { look, wear } from "./looks.js";
import { leversAreShown, showLevers } from "./modes.js";
import { hold, release, sayNow } from "./socket.js";
import { on, state, tell } from "./state.js";

const LATER = 300; // milliseconds in which changes are gathered
const PLAYING = 2000; // the same while months go by
let waiting = null;
let replaying = [];

/** What the address says. */
export function wanted() {
  const found = new URLSearchParams(location.hash.slice(1));
  const whole = (name) => (/^\d+$/.test(found.get(name) ?? "") ? Number(found.get(name)) : null);
  const names = ["a", "b"].map((name) => found.get(name)).filter(Boolean);
  const moves = (found.get("moves") ?? "").split(";").map((text) => text.split(":"));
  return {
    scenarios: names.length ? names : null,
    seed: whole("seed"),
    month: whole("month"),
    exploring: found.get("mode") === "explore",
    language: found.get("lang") ?? new URLSearchParams(location.search).get("lang"),
    look: found.get("look"),
    speed: whole("speed"),
    levers: found.get("levers") !== "hidden",
    moves: moves
      .filter((parts) => parts.length === 3)
      .map(([month, lever, value]) => ({ month: Number(month), lever, value: Number(value) })),
  };
}

/** Open the session that the address describes, and live it again up to its month. */
export function openAsAddressed(again = false) {
  const { scenarios, seed, moves, month, exploring, speed } = wanted();
  const asked = speed === null ? [] : [["speed", { months_per_second: speed }]];
  for (const move of [...moves].sort((one, other) => one.month - other.month)) {
    asked.push(["seek", { month: move.month - 1 }], ["lever", { lever: move.lever, value: move.value }]);
  }
  if (month) asked.push(["seek", { month }]);
  if (exploring) asked.push(["explore", { on: true }]);
  replaying = [...asked, ...(again ? ["told"] : [])];
  hold();
  sayNow("open", { scenarios, lang: language(), ...(seed === null ? {} : { seed }) });
}

/** Address of the page with another scenario, and nothing done yet. */
export function addressOf(scenarios, seed) {
  const found = new URLSearchParams({ a: scenarios[0], b: scenarios[1], seed, lang: language(), look: look() });
  if (Number.isInteger(state.status?.speed)) found.set("speed", state.status.speed);
  if (!leversAreShown()) found.set("levers", "hidden");
  return found;
}

on("status error", () => {
  const next = replaying.shift();
  if (Array.isArray(next)) {
    sayNow(...next);
    return;
  }
  if (next === "told") tell("restored");
  release();
});
on("status language look layout frame", () => {
  if (!waiting) waiting = setTimeout(write, state.status?.playing ? PLAYING : LATER);
});

/** Put the session into the address. */
function write() {
  waiting = null;
  const { facts, status, month } = state;
  if (!facts || !status || replaying.length || !state.linked) return;
  const found = addressOf(facts.scenarios.map(({ name }) => name), status.seed);
  if (month) found.set("month", month);
  if (status.exploring) found.set("mode", "explore");
  const moves = status.moves.map((move) => `${move.month}:${move.lever}:${move.value}`).join(";");
  if (moves) found.set("moves", moves);
  const address = `#${decodeURIComponent(found.toString())}`;
  if (address !== location.hash) history.replaceState(null, "", address);
}

addEventListener("hashchange", () => {
  const asked = wanted();
  if (asked.language) speak(asked.language);
  if (asked.look) wear(asked.look);
  showLevers(asked.levers);
  openAsAddressed();
});
