// Playing: the buttons, the speed, the month's handle.

import { byId, element } from "./elements.js";
import { number, word } from "./language.js";
import { answered, say, sayLatest } from "./socket.js";
import { on, state } from "./state.js";

const SPEEDS = [3, 6, 12, 24, 48];
const handle = byId("month-handle");
const speed = byId("speed");
let dragging = false;

/** Play, or pause. */
export function toggle() {
  say(state.status?.playing ? "pause" : "play");
}

/** Go some months on or back. */
export function step(months) {
  say("step", { months });
}

/** Go to a month. */
export function seek(month) {
  sayLatest("seek", "seek", { month });
}

byId("play").onclick = toggle;
byId("forward").onclick = () => step(1);
byId("back").onclick = () => step(-1);
byId("first").onclick = () => seek(0);
byId("last").onclick = () => seek(state.status.last);
speed.onchange = () => say("speed", { months_per_second: Number(speed.value) });
handle.oninput = () => {
  dragging = true;
  seek(Number(handle.value));
};
handle.onchange = () => {
  dragging = false;
};

on("frame history status facts language", show);
on("status error", () => answered("seek"));

function show() {
  const { facts, status, month } = state;
  if (!facts || !status) return;
  const name = word(status.playing ? "pause" : "play");
  byId("play").classList.toggle("playing", status.playing);
  byId("play").setAttribute("aria-label", name);
  byId("play").title = name;
  byId("month").textContent = facts.months[month];
  handle.max = status.last;
  if (!dragging) handle.value = month;
  handle.setAttribute("aria-valuetext", facts.months[month]);
  byId("back").disabled = byId("first").disabled = month === 0;
  byId("forward").disabled = byId("last").disabled = byId("play").disabled = month === status.last;
  showSpeed(status.speed);
}

function showSpeed(chosen) {
  const offered = [...new Set([...SPEEDS, chosen])].sort((one, other) => one - other);
  if (speed.options.length !== offered.length)
    speed.replaceChildren(...offered.map((each) => element("option", { value: each }, number(each))));
  speed.value = String(chosen);
}
