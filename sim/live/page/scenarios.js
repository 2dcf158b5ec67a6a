// Which scenario is ours, what it is compared with, and the luck of both.

import { addressOf } from "./address.js";
import { byId, element } from "./elements.js";
import { said } from "./language.js";
import { say } from "./socket.js";
import { on, state } from "./state.js";

const menus = { a: byId("scenario-a"), b: byId("scenario-b") };
const seed = byId("seed");

for (const menu of Object.values(menus))
  menu.onchange = () => { location.hash = addressOf([menus.a.value, menus.b.value], state.status.seed); };
seed.onchange = () => {
  if (/^\d+$/.test(seed.value)) say("seed", { seed: Number(seed.value) });
};
// A number that is entered gives the focus back, so that the keys mean months again.
seed.onkeydown = ({ key }) => {
  if (key === "Enter") seed.blur();
};

on("facts language", () => {
  const { facts } = state;
  if (!facts) return;
  facts.scenarios.forEach(({ id, name }) => {
    const offered = facts.scenarios_available;
    menus[id].replaceChildren(...offered.map((each) => element("option", { value: each.name }, said(each.title))));
    menus[id].value = name;
    const { question, look_for: lookFor } = facts.scenarios.find((each) => each.id === id);
    menus[id].title = [question, lookFor].map(said).join("\n");
  });
});
on("status", () => {
  if (document.activeElement !== seed) seed.value = state.status.seed;
});
