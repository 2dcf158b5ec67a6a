// Light, dark and projector.

import { byId, element } from "./elements.js";
import { word } from "./language.js";
import { on, tell } from "./state.js";

const LOOKS = ["light", "dark", "projector"];
const menu = byId("look");
let worn = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

export const look = () => worn;

/** Change the look. */
export function wear(wanted) {
  worn = LOOKS.includes(wanted) ? wanted : worn;
  document.documentElement.dataset.look = worn;
  menu.value = worn;
  tell("look");
}

menu.onchange = () => wear(menu.value);
on("language", () => {
  menu.replaceChildren(...LOOKS.map((each) => element("option", { value: each }, word(each))));
  menu.value = worn;
});
