// A phone in the room: shows the question, sends a vote, which may be changed.

import { byId } from "./elements.js";
import { language, leverNumber, number, said, speak, word } from "./language.js";

const AGAIN = 1500; // milliseconds before connecting anew
const FULL = 4001;
const MOVED = 4004; // another start of the server has another room
const slider = byId("slider");
let question = null;
let counted = null;
let trouble = null; // a word that says why nothing can be done
let socket = null;

connect();
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.look = "dark";
byId("language").onclick = () => {
  speak(language() === "en" ? "zh" : "en");
  show();
};
slider.oninput = show;
byId("less").onclick = () => { slider.stepDown(); show(); };
byId("more").onclick = () => { slider.stepUp(); show(); };
byId("vote").onsubmit = (event) => {
  event.preventDefault();
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "vote", value: Number(slider.value) }));
};

function connect() {
  socket = new WebSocket(`ws://${location.host}${location.pathname}/socket`);
  socket.onopen = () => {
    trouble = null;
    show();
  };
  socket.onmessage = ({ data }) => {
    hear(JSON.parse(data));
    show();
  };
  socket.onclose = ({ code }) => {
    trouble = { [FULL]: "phone_full", [MOVED]: "phone_moved" }[code] ?? "phone_lost";
    show();
    if (code !== MOVED) setTimeout(connect, AGAIN);
  };
}

function hear(message) {
  if (message.type === "counted") counted = message.mine;
  if (message.type === "wait") question = null;
  if (message.type !== "ask") return;
  question = message;
  counted = message.mine;
  for (const [name, value] of [["min", message.low], ["max", message.high], ["step", message.step]]) slider.setAttribute(name, value);
  slider.value = counted ?? (message.low + message.high) / 2;
}

function show() {
  byId("language").textContent = word("language");
  byId("waiting").hidden = question !== null && !trouble;
  byId("vote").hidden = question === null || trouble !== null;
  byId("waiting").textContent = word(trouble ?? "phone_wait");
  if (!question) return;
  const shown = (value) => (question.percent ? leverNumber(question, value) : number(value));
  byId("kind").textContent = word(question.ask === "value" ? "phone_value" : "phone_predict");
  byId("question").textContent = question.month === null
    ? said(question.label)
    : word("room_of", { label: said(question.label), month: question.month_name });
  byId("note").textContent = said(question.note);
  byId("chosen").textContent = `${shown(Number(slider.value))} ${said(question.unit)}`;
  slider.setAttribute("aria-valuetext", byId("chosen").textContent);
  byId("low").textContent = shown(question.low);
  byId("high").textContent = shown(question.high);
  byId("counted").textContent = counted === null ? "" : word("phone_counted", { value: shown(counted) });
}

speak(language());
show();
