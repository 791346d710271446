// A pair's year: each prompt is a dot at its day; the one that is pointed at or chosen says what it is and why.

import { clockOf, data, element } from "./page_words.js";

const year = document.getElementById("year");
const line = document.getElementById("dot");
const DAY = 86400000;
const LONG_AGO = line.textContent;
let chosen = "";

export function showYear(told) {
  year.hidden = told === null;
  if (told === null) return;
  year.querySelector("summary").textContent = told.title;
  const begin = Date.parse(told.first);
  const whole = Date.parse(told.last) - begin + DAY;
  const at = (day) => `${((Date.parse(day.slice(0, 10)) - begin) / whole) * 100}%`;
  scale = at;
  const focused = document.activeElement.closest?.(".row button")?.dataset.key;
  showBands(told, at, whole);
  showMonths(told, at);
  for (const row of year.querySelectorAll(".row")) {
    row.dataset.name = told.names[row.dataset.who];
    row.replaceChildren(...told.dots.filter((dot) => dot.who === row.dataset.who).map((dot) => drawn(dot, at)));
  }
  [...year.querySelectorAll(".row button")].find((button) => button.dataset.key === focused)?.focus();
  if (!year.querySelector("[aria-pressed=true]")) line.textContent = LONG_AGO;
}

// The line at today, without asking for the dots anew.
let scale = null;
export function today(now) {
  const mark = year.querySelector(".bands .today");
  if (mark) mark.style.left = scale(now);
}

function showBands(told, at, whole) {
  const bands = told.closed.map(([first, last]) => {
    const band = element("span");
    band.style.left = at(first);
    band.style.width = `${((Date.parse(last) - Date.parse(first) + DAY) / whole) * 100}%`;
    return band;
  });
  const today = element("span", "today");
  today.style.left = at(told.today);
  year.querySelector(".bands").replaceChildren(...bands, today);
}

function showMonths(told, at) {
  const months = [];
  const end = new Date(told.last);
  const month = new Intl.DateTimeFormat(data.language === "sw" ? "sw-KE" : "en-GB", { month: "short", timeZone: "UTC" });
  const day = new Date(told.first);
  day.setUTCDate(1);
  for (day.setUTCMonth(day.getUTCMonth() + 1); day <= end; day.setUTCMonth(day.getUTCMonth() + 1)) {
    const name = element("span", "", month.format(day));
    name.style.left = at(day.toISOString());
    months.push(name);
  }
  year.querySelector(".months").replaceChildren(...months);
}

function drawn(dot, at) {
  const words = `${dot.at.slice(8, 10)}/${dot.at.slice(5, 7)}/${dot.at.slice(0, 4)} ${clockOf(dot.at)}: ${dot.text}`;
  const button = element("button", dot.state);
  const key = `${dot.who} ${dot.at} ${dot.text}`;
  button.type = "button";
  button.dataset.key = key;
  button.style.left = at(dot.at);
  button.setAttribute("aria-label", words);
  button.setAttribute("aria-pressed", String(key === chosen));
  if (key === chosen) line.textContent = words;
  button.addEventListener("mouseenter", () => { line.textContent = words; });
  button.addEventListener("focus", () => { line.textContent = words; });
  button.addEventListener("click", () => {
    chosen = key;
    for (const other of year.querySelectorAll(".row button")) other.setAttribute("aria-pressed", String(other === button));
    line.textContent = words;
  });
  const item = element("li");
  item.append(button);
  return item;
}
