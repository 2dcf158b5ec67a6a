// Watch or explore; both futures side by side; levers shown or not; what changed, in a sentence.

import { byId } from "./elements.js";
import { said, speak, language, word } from "./language.js";
import { say } from "./socket.js";
import { differs, on, state, tell } from "./state.js";

byId("watch").onclick = () => say("explore", { on: false });
byId("explore").onclick = () => {
  show("levers-shown", true);
  say("explore", { on: true });
};
byId("levers-shown").onclick = () => show("levers-shown", byId("levers-shown").getAttribute("aria-pressed") !== "true");
byId("side-by-side").onclick = () => {
  state.sideBySide = !state.sideBySide;
  refresh();
  tell("layout");
};
byId("language").onclick = () => speak(language() === "en" ? "zh" : "en");

on("status", refresh);
on("language sentence status redrawn", tellSentence);
on("language", () => {
  byId("language").textContent = word("language");
  byId("language").lang = language() === "en" ? "zh-CN" : "en";
});

let touched = 0;
let took = null;
on("touch", (when) => { touched = when; });
on("redrawn", (when) => {
  if (!touched) return;
  took = Math.round(when - touched);
  touched = 0;
  document.body.dataset.took = took;
});

function show(button, on) {
  byId(button).setAttribute("aria-pressed", on);
  document.body.classList.toggle("bare", !on);
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
  const { sentence, status, explored } = state;
  if (!sentence) return;
  const parts = [said(sentence.text)];
  if (status?.exploring && took !== null) parts.push(word("redrawn", { milliseconds: took }));
  if (explored?.band) parts.push(word("band", { runs: explored.band.replicates }));
  byId("sentence").textContent = parts.join(language() === "zh" ? " " : " · ");
}
