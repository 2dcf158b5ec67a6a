// Keeping: the scenario file, the figures, the numbers, the address.

import { byId, download, element } from "./elements.js";
import { figuresAsSvg, numbersAsCsv, pageAsPng } from "./figures.js";
import { label, said, word } from "./language.js";
import { notice } from "./notices.js";
import { say } from "./socket.js";
import { on, state } from "./state.js";

const dialog = byId("keep");
let saved = null;

byId("keep-open").onclick = () => say("save", { which: "b" });
on("saved", (message) => {
  saved = message;
  show();
  if (!dialog.open) dialog.showModal();
});
on("language", () => {
  if (saved && dialog.open) show();
});

function show() {
  const button = (key, onclick) => element("button", { onclick, id: key }, word(key));
  dialog.replaceChildren(
    element("h2", {}, word("save_title")),
    element("p", {}, word("save_text")),
    element("p", {}, element("code", { id: "save-command" }, saved.command)),
    element("p", {}, word("save_compare", { yardstick: said(state.facts.scenarios[0].title) })),
    element("p", {}, element("code", { id: "save-compare" }, saved.compare)),
    element("pre", { tabindex: 0, id: "save-text" }, saved.yaml),
    element("div", { class: "buttons" },
      button("save_yaml", () => download(saved.name, saved.yaml, "text/yaml")),
      button("save_figures", () => figuresAsSvg().forEach(({ name, text }) => download(name, text, "image/svg+xml"))),
      button("save_picture", async () => download("makersim.png", await pageAsPng(), "image/png")),
      button("save_numbers", () => download("makersim.csv", numbersAsCsv(), "text/csv"))),
    element("p", {}, word("address_text"), " ", button("save_address", copyAddress)),
    element("form", { method: "dialog" }, element("button", {}, word("close"))),
  );
  label(dialog);
}

async function copyAddress() {
  await navigator.clipboard.writeText(location.href);
  notice(word("copied"));
}
