// The legend, which explains itself.

import { byId, element } from "./elements.js";
import { said, word } from "./language.js";
import { mark } from "./marks.js";
import { on, state } from "./state.js";

on("facts language", () => {
  if (!state.facts) return;
  const models = state.facts.models.map((model) =>
    element("li", {}, mark(model), element("strong", {}, said(model.label))));
  const rest = ["legend_size", "legend_funded", "legend_closing"].map((key) => element("li", {}, word(key)));
  byId("legend").replaceChildren(...models, ...rest);
});
