// The paper form beside the phones: what the record says, line by line, with a glow on what has just been written.

import { element, words } from "./page_words.js";
import { turn } from "./page_work.js";

const LINES = 3;
const paper = document.getElementById("paper");
let shown = null;

export function show(record) {
  paper.hidden = record === null;
  if (record === null) return;
  const known = shown !== null && shown.number === record.number;
  paper.classList.toggle("pencil", record.pencil);
  document.getElementById("session").textContent = `${record.number} / ${record.last}`;
  turn(document.getElementById("earlier"), record.number <= 1);
  turn(document.getElementById("later"), record.number >= record.last);
  const fields = { ...record, heading: `${words("session")} ${record.number}` };
  for (const place of paper.querySelectorAll("[data-field]")) write(place, fields[place.dataset.field], known);
  for (const list of paper.querySelectorAll("[data-list]")) fill(list, record[list.dataset.list], known);
  for (const place of paper.querySelectorAll("[data-signed]")) sign(place, record.signed[place.dataset.signed], known);
  const state = document.getElementById("state");
  if (state.textContent !== record.state) state.textContent = record.state;
  shown = record;
}

export const number = () => (shown ? shown.number : null);

function write(place, text, glow) {
  if (place.textContent === text) return;
  place.textContent = text;
  if (glow) lighten(place);
}

function fill(list, items, glow) {
  const rows = Math.max(LINES, items.length);
  while (list.children.length > rows) list.lastChild.remove();
  while (list.children.length < rows) list.append(element("li"));
  [...list.children].forEach((row, at) => write(row, items[at] ?? "", glow));
}

function sign(place, signature, glow) {
  const text = signature ? signature.name + signature.how : "";
  if (place.textContent === text) return;
  place.replaceChildren();
  if (!signature) return;
  place.append(element("span", "hand", signature.name), element("small", "", signature.how));
  if (glow) lighten(place);
}

function lighten(place) {
  place.classList.remove("fresh");
  void place.offsetWidth; // so that the same place can glow twice
  place.classList.add("fresh");
}
