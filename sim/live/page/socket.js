// The link to the server: comes back by itself, acknowledges frames, and lets no drag flood it.

import { receive } from "./receive.js";
import { state, tell } from "./state.js";

const WAITS = [250, 500, 1000, 2000, 4000]; // milliseconds before trying again
const FULL = 4001;
const IDLE = 4000;

let socket = null;
let tries = 0;
let onOpen = () => {};
let lost = false; // whether the link that stood before has gone
let held = []; // what is said before the session stands: it comes after that; then null
const latest = new Map(); // by topic: the message that waits while one is on its way
const away = new Map(); // by topic: when it was sent

/** Link to the server; `opened` is called each time the link stands. */
export function link(opened) {
  onOpen = opened;
  connect();
}

/** Say something to the server at once; lost if the link is down. */
export function sayNow(type, values = {}) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type, ...values }));
}

/** Say something to the server, as soon as the session stands. */
export function say(type, values = {}) {
  if (held) held.push([type, values]);
  else sayNow(type, values);
}

/** Keep what is said from now on until `release`. */
export function hold() {
  held ??= [];
}

/** Say what has been kept. */
export function release() {
  const kept = held ?? [];
  held = null;
  for (const each of kept) sayNow(...each);
}

/** Say something of which only the newest matters, one at a time. */
export function sayLatest(topic, type, values) {
  if (away.has(topic) && performance.now() - away.get(topic) < 1500) {
    latest.set(topic, [type, values]);
    return;
  }
  away.set(topic, performance.now());
  say(type, values);
}

/** What was on its way has been answered: the newest of what waits may go. */
export function answered(topic) {
  away.delete(topic);
  const waiting = latest.get(topic);
  latest.delete(topic);
  if (waiting) sayLatest(topic, ...waiting);
}

function connect() {
  away.clear();
  latest.clear();
  socket = new WebSocket(`ws://${location.host}/socket`);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    tries = 0;
    state.linked = true;
    tell("link");
    onOpen(lost);
    lost = false;
  };
  socket.onmessage = ({ data }) => {
    const frame = receive(data);
    if (frame !== null) requestAnimationFrame(() => sayNow("ack", { frame }));
  };
  socket.onclose = ({ code }) => {
    lost = lost || state.linked;
    held = null;
    state.linked = false;
    tell("link", code);
    if (code === FULL || code === IDLE) return;
    setTimeout(connect, WAITS[Math.min(tries, WAITS.length - 1)]);
    tries += 1;
  };
}
