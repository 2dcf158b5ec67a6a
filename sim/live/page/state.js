// What the page knows. Parts change it through `tell` and draw what they hear of through `on`.

export const state = {
  facts: null, // told once: months, scenarios, levers, charts, clusters
  status: null, // how things stand: playing, moves, levers
  month: 0, // the month shown
  dots: { a: null, b: null }, // spaces of the month shown
  fresh: false, // whether the month shown follows the one before it
  history: {}, // by series and branch: values of the months lived
  explored: null, // futures at the last touch
  driven: null, // which loops drive ours, period by period
  sentence: null, // what changed, in both languages
  room: null, // the question and its votes, as the server has them
  pointed: null, // month that the pointer rests on in a chart
  sideBySide: true,
  linked: false, // whether the server answers
};

const listeners = new Map();

/** Call a listener whenever one of the topics is told. */
export function on(topics, listener) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, []);
    listeners.get(topic).push(listener);
  }
}

/** Tell all that listen to a topic. */
export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** Whether ours may differ from the yardstick. */
export function differs() {
  const { facts, status } = state;
  if (!facts) return false;
  return facts.scenarios[0].name !== facts.scenarios[1].name || (status?.moves.length ?? 0) > 0;
}

/** All series of all charts, in the order of a frame's values. */
export function allSeries() {
  return state.facts.charts.flatMap((chart) => chart.series);
}
