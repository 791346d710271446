// What to try next: the line, and a button that goes to where it is done.

import { words } from "./page_words.js";

const place = document.getElementById("hint");
const line = place.querySelector("p");
const button = place.querySelector("button");
let hint = null;

// table: { open } lays the phone of a person there, or takes it up
export function guide(table) {
  button.addEventListener("click", () => go(table));
}

export function show(told) {
  const same = hint !== null && hint.text === told.text;
  hint = told;
  if (same) return;
  line.textContent = told.text;
  button.hidden = told.phone === null && told.move === null;
  button.textContent = words(told.write ? "put" : "show");
}

async function go(table) {
  if (hint.move) {
    document.querySelector(hint.move === "live" ? "#live" : `[data-move*="${hint.move}"]`).focus();
    return;
  }
  const phone = await table.open(hint.phone);
  const app = [...phone.apps.values()].find((one) => one.channel === hint.channel);
  phone.front(app.channel, app.address);
  if (hint.write) phone.write(hint.write);
  const offered = [...app.log.querySelectorAll(".choices button")].filter((one) => hint.press.includes(one.textContent.toLowerCase()));
  (hint.write || offered.length === 0 ? phone.text : offered.at(-1)).focus();
}
