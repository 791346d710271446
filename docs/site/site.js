// Search, printing and the list of pages on a narrow screen. Everything can be read without it.
"use strict";
const form = document.getElementById("search");
const sought = document.getElementById("sought");
const found = document.getElementById("found");
const MOST = 12;

function find(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = PAGES.map((page) => {
    const title = page.title.toLowerCase();
    const all = `${title} ${page.words.toLowerCase()}`;
    if (!wanted.every((word) => all.includes(word))) return [0, page];
    return [1 + wanted.filter((word) => title.includes(word)).length, page];
  });
  return scored.filter(([score]) => score > 0).sort(([a], [b]) => b - a).map(([, page]) => page);
}

function show() {
  const words = sought.value.trim();
  found.replaceChildren();
  found.hidden = words.length < 2;
  if (found.hidden) return;
  const pages = find(words);
  if (pages.length === 0) found.textContent = "Nothing has these words.";
  for (const page of pages.slice(0, MOST)) {
    const link = document.createElement("a");
    link.href = page.to;
    const title = document.createElement("b");
    title.textContent = page.title;
    const text = document.createElement("span");
    text.textContent = page.words.slice(0, 140);
    link.append(title, text);
    link.addEventListener("click", () => { found.hidden = true; });
    found.append(link);
  }
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  found.querySelector("a")?.click();
});
sought.addEventListener("input", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") found.hidden = true;
  if (event.key === "/" && document.activeElement !== sought) {
    event.preventDefault();
    sought.focus();
  }
});
if (matchMedia("(max-width: 60rem)").matches) document.getElementById("pages").removeAttribute("open");
const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
