// Help: what is seen, and the keys.

import { byId, element } from "./elements.js";
import { word } from "./language.js";
import { on } from "./state.js";

const KEYS = { Space: "space", "← →": "arrows", "Home End": "ends", E: "e", B: "b", L: "l", U: "u", F: "f", S: "s", P: "p", Z: "z" };
const dialog = byId("help");

byId("help-open").onclick = () => dialog.showModal();
on("language", () => {
  const texts = ["picture", "charts", "explore", "branch"].map((key) => element("p", {}, word(`help_${key}`)));
  const keys = Object.entries(KEYS).flatMap(([key, name]) => [
    element("dt", {}, element("kbd", {}, key)),
    element("dd", {}, word(`key_${name}`)),
  ]);
  dialog.replaceChildren(
    element("h2", {}, word("help_title")), ...texts,
    element("h3", {}, word("help_keys")), element("dl", {}, ...keys),
    element("form", { method: "dialog" }, element("button", {}, word("close"))),
  );
});
