// Short messages that go by themselves, and the one that stays while the server is away.

import { byId, element } from "./elements.js";
import { said, word } from "./language.js";
import { on, state } from "./state.js";

const STAYS = 6000; // milliseconds
const FULL = 4001;
const IDLE = 4000;
const place = byId("notices");
let lost = null;

/** Show a message for a while. */
export function notice(text) {
  const shown = element("p", {}, text);
  place.append(shown);
  setTimeout(() => shown.remove(), STAYS);
  while (place.childElementCount > 3) place.firstElementChild.remove();
}

on("error", (message) => notice(said(message.text)));
on("status", () => {
  const count = state.status.dropped;
  if (count) notice(word("dropped", { count }));
});
on("restored", () => notice(word("restored")));
on("link", (code) => {
  lost?.remove();
  lost = null;
  if (state.linked) return;
  lost = element("p", {}, word({ [FULL]: "full", [IDLE]: "idle" }[code] ?? "lost"));
  place.append(lost);
});
