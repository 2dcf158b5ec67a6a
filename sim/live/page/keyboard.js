// Keys for everything; none is taken from a field or a slider that has the focus.
// What was chosen with a pointer gives the focus back, so that the space bar plays and does not choose it again.

import { byId } from "./elements.js";
import { seek, step, toggle } from "./player.js";
import { state } from "./state.js";

const CLICKS = { e: ["explore", "watch"], b: ["side-by-side"], l: ["levers-shown"], u: ["undo"], s: ["keep-open"], f: ["stocks-open"], z: ["language"], "?": ["help-open"] };

let pointing = false; // whether the pointer was used last

addEventListener("pointerdown", () => { pointing = true; }, true);
addEventListener("keydown", () => {
  // A dialogue that closes gives the focus back to what opened it, a moment before it tells so.
  if (pointing) document.activeElement?.closest("button")?.blur();
  pointing = false;
}, true);
for (const [happening, kinds] of [["click", "button"], ["change", "select"]])
  document.addEventListener(happening, ({ target }) => {
    if (pointing) target.closest(kinds)?.blur();
  });
for (const dialog of document.querySelectorAll("dialog")) dialog.addEventListener("close", () => document.activeElement.blur());

document.addEventListener("keydown", (event) => {
  if (!state.status || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const focus = document.activeElement ?? document.body;
  if (focus.matches("input, select, textarea, summary") && event.key !== "Escape") {
    // A slider or a menu has its own use of keys; letters may pass where nothing is written.
    if (!(focus.matches('input[type="range"], summary') && /^[a-z? ]$/.test(event.key))) return;
  }
  if (event.key === " " && focus.matches("button, summary")) return;
  if (act(event, focus)) event.preventDefault();
});

function act(event, focus) {
  const far = event.shiftKey ? 12 : 1;
  if (event.key === " ") toggle();
  else if (event.key === "ArrowRight" && !focus.matches("#dots")) step(far);
  else if (event.key === "ArrowLeft" && !focus.matches("#dots")) step(-far);
  else if (event.key === "Home") seek(0);
  else if (event.key === "End") seek(state.status.last);
  else if (event.key === "p") projector();
  else if (event.key === "Escape") focus.blur();
  else return click(event.key);
  return true;
}

function projector() {
  const look = byId("look");
  look.value = look.value === "projector" ? "light" : "projector";
  look.dispatchEvent(new Event("change"));
}

function click(key) {
  const buttons = (CLICKS[key] ?? []).map(byId).filter((button) => button && !button.hidden);
  const button = buttons.find((each) => each.getAttribute("aria-pressed") !== "true") ?? buttons[0];
  if (!button || button.disabled) return false;
  button.click();
  return true;
}
