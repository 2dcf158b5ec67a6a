// How the two futures are called.

import { said, word } from "./language.js";
import { state } from "./state.js";

/** Title of a branch: of its scenario, and whether it has been moved since. */
export function title(branch) {
  const [a, b] = state.facts.scenarios;
  if (branch === "a") return said(a.title);
  return state.status?.moves.length ? word("ours_moved", { title: said(b.title) }) : said(b.title);
}
