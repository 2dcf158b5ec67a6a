// Watch or explore; both futures side by side; levers shown or not; what changed, in a sentence.

import { byId } from "./elements.js";
import { language, said, speak, word } from "./language.js";
import { say } from "./socket.js";
import { differs, on, state, tell } from "./state.js";

byId("watch").onclick = () => say("explore", { on: false });
byId("explore").onclick = () => {
  showLevers(true);
  say("explore", { on: true });
};
byId("levers-shown").onclick = () => showLevers(!leversAreShown());
byId("side-by-side").onclick = () => {
  state.sideBySide = !state.sideBySide;
  refresh();
  tell("layout");
};
byId("language").onclick = () => speak(language() === "en" ? "zh" : "en");

on("status", refresh);
on("facts language sentence status", tellSentence);
on("language", () => {
  byId("language").textContent = word("language");
  byId("language").lang = language() === "en" ? "zh-CN" : "en";
});

export const leversAreShown = () => !document.body.classList.contains("bare");

/** Show the levers, or give their place to the rest. */
export function showLevers(shown) {
  byId("levers-shown").setAttribute("aria-pressed", shown);
  document.body.classList.toggle("bare", !shown);
  tell("layout");
}

function refresh() {
  const { status } = state;
  byId("explore").setAttribute("aria-pressed", status.exploring);
  byId("watch").setAttribute("aria-pressed", !status.exploring);
  byId("side-by-side").hidden = !differs();
  byId("side-by-side").setAttribute("aria-pressed", state.sideBySide);
}

function tellSentence() {
  const { facts, sentence } = state;
  if (!facts) return;
  // Before anything differs, what the scenario asks.
  byId("sentence").textContent = said(differs() && sentence ? sentence.text : facts.scenarios[1].question);
}
