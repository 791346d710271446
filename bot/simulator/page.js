// The page with the phones: keeps them up to date with the demo, moves its clock, and says what to try.

import { show as showPaper, number as sessionShown } from "./page_paper.js";
import { Phone, unknown } from "./page_phone.js";
import { showYear } from "./page_year.js";
import { call, clockOf, data, element, wayOf, words } from "./page_words.js";

const LOOK = 600; // milliseconds between two looks while the clock moves
const EVERY = 3000; // milliseconds between two looks at what others did
const SPOKEN = 3; // so many new messages are read out, more are counted
const PUT_AWAY = "open-phones";
const byId = (id) => document.getElementById(id);
const board = byId("phones");
const narrow = matchMedia("(max-width: 47.99rem)");
const phones = [];
let after = "";
let run = "";
let session = null; // the session that the reader has turned to; null: the one that is under way
let hint = null;
let moving = false; // time passes: what is dear is drawn when it stands again

// one thing at a time, so that what comes in stays in order

let working = Promise.resolve();
function next(work) {
  working = working.then(work);
  const done = working;
  working = working.catch(() => undefined);
  return done;
}

let busy = 0;
async function doing(work, button) {
  busy += 1;
  byId("trouble").hidden = true;
  document.body.setAttribute("aria-busy", "true");
  if (button) button.disabled = true;
  try {
    await next(work);
  } catch (error) {
    byId("trouble").textContent = error.message;
    byId("trouble").hidden = false;
  } finally {
    if (button) button.disabled = false;
    busy -= 1;
    if (busy === 0) document.body.removeAttribute("aria-busy");
  }
}

async function refresh() {
  const ways = phones.flatMap((phone) => phone.ways).map((way) => `&way=${encodeURIComponent(way)}`).join("");
  const news = await call(`news?language=${data.language}&after=${encodeURIComponent(after)}${ways}`);
  const first = news.run !== run;
  if (first) beginAgain(news.run);
  after = news.after;
  byId("now").textContent = news.shown;
  tell(news.talk, !first);
  showFallen(news, !first);
  showHint(news.hint);
  await refreshPaper();
  await refreshYear(news.now);
}

let yearOf = ""; // the moment of which the dots are
async function refreshYear(now) {
  if (!byId("year").open || yearOf === now || moving) return;
  yearOf = now;
  showYear(await call(`year?language=${data.language}`));
}
byId("year").addEventListener("toggle", () => {
  yearOf = "";
  doing(refresh);
});

async function refreshPaper() {
  const turned = session === null ? "" : `&session=${session}`;
  showPaper(await call(`record?language=${data.language}${turned}`));
}

function beginAgain(other) {
  run = other;
  for (const phone of phones) phone.clear();
  byId("fell").replaceChildren();
}

function tell(talk, fresh) {
  const theirs = [];
  for (const item of talk) {
    const phone = phones.find((one) => one.ways.includes(wayOf(item.channel, item.address)));
    phone.show(item, fresh);
    if (!("said" in item)) theirs.push(words("came", { name: phone.name, channel: data.channels[item.channel], text: item.text }));
  }
  if (!fresh || theirs.length === 0) return;
  byId("news").textContent = theirs.length > SPOKEN ? words("many", { count: theirs.length }) : theirs.join(" ");
}

function showFallen(news, fresh) {
  const list = byId("fell");
  if (news.fell.length || news.others) for (const old of list.children) old.classList.remove("fresh");
  for (const one of news.fell) list.prepend(fallen(one.at, one.text, fresh));
  if (news.others) list.prepend(fallen(news.now, news.others, fresh));
  if (news.fell.length || news.others) list.scrollTo(0, 0);
  list.hidden = list.children.length === 0;
  byId("none-fell").hidden = !list.hidden;
}

function fallen(at, text, fresh) {
  const line = element("li", fresh ? "fresh" : "");
  const time = element("time", "", `${at.slice(8, 10)}/${at.slice(5, 7)} ${clockOf(at)}`);
  time.dateTime = at;
  line.append(time, ` ${text}`);
  return line;
}

function showHint(told) {
  const same = hint !== null && hint.text === told.text;
  hint = told;
  if (same) return;
  byId("hint").querySelector("p").textContent = told.text;
  const button = byId("hint").querySelector("button");
  button.hidden = told.phone === null;
  button.textContent = words(told.write ? "put" : "show");
}

byId("hint").querySelector("button").addEventListener("click", () => {
  const phone = phones.find((one) => one.key === hint.phone);
  const app = [...phone.apps.values()].find((one) => one.channel === hint.channel);
  lift(phone);
  phone.front(app.channel, app.address);
  if (hint.write) phone.write(hint.write);
  const last = [...app.log.querySelectorAll(".choices")].at(-1);
  (hint.write || !last ? phone.text : last.querySelector("button")).focus();
});

// the phones on the table

function lay(person) {
  const phone = new Phone(person, { say, changed: showPicks, away: putAway });
  phones.push(phone);
  board.insertBefore(phone.section, byId("more"));
  return phone;
}

async function say(channel, address, what) {
  await doing(async () => {
    try {
      await call("say", { channel, address, ...what });
    } finally {
      await refresh();
    }
  });
}

function putAway(phone) {
  phones.splice(phones.indexOf(phone), 1);
  phone.section.remove();
  remember();
  showPicks();
  byId("more").elements.who.focus();
}

const added = () => phones.filter((phone) => phone.person.open === false);
const remember = () => sessionStorage.setItem(PUT_AWAY, JSON.stringify(added().map((phone) => phone.person)));

byId("more").addEventListener("submit", (event) => {
  event.preventDefault();
  const person = everybody.get(byId("more").elements.who.value);
  let phone = phones.find((one) => one.key === person.key);
  if (!phone) {
    phone = lay({ ...person, open: false });
    remember();
    after = "";
    run = ""; // everything is told anew, the new phone's past with it
    doing(refresh);
  }
  lift(phone);
  phone.text.focus();
});

const everybody = new Map();
byId("more").elements.who.addEventListener("focus", fillChooser, { once: true });
function fillChooser() {
  doing(async () => {
    const known = new Set(data.people.map((person) => person.key));
    const others = (await call("people")).filter((one) => !known.has(one.tsc_number) && one.addresses.length);
    offer(words("everybody"), others.map((one) => ({
      key: one.tsc_number, name: one.name, first: one.name.split(" ")[0], role: one.role ?? "", pin: one.pin, ways: one.addresses,
    })));
  });
}

function offer(label, people) {
  const group = element("optgroup");
  group.label = label;
  for (const person of people) {
    everybody.set(person.key, person);
    group.append(new Option(`${person.name}, ${person.role}`, person.key));
  }
  if (people.length) byId("more").elements.who.append(group);
}

// on a narrow screen one thing shows at a time

let lifted = "";
function lift(what) {
  lifted = what.key ?? what;
  for (const phone of phones) phone.section.classList.toggle("lifted", phone.key === lifted);
  byId("paper").classList.toggle("lifted", lifted === "paper");
  byId("more").classList.toggle("lifted", lifted === "more");
  if (what.read) what.read();
  else showPicks();
}

function showPicks() {
  const pick = byId("pick");
  const wanted = [...phones.map((phone) => ({ key: phone.key, name: phone.name, unread: phone.unread, to: phone })),
    { key: "paper", name: words("form"), unread: 0, to: "paper" }, { key: "more", name: words("more"), unread: 0, to: "more" }];
  while (pick.children.length > wanted.length) pick.lastChild.remove();
  wanted.forEach((one, at) => {
    const button = pick.children[at] ?? pick.appendChild(element("button"));
    button.type = "button";
    button.replaceChildren(one.name);
    if (one.unread) button.append(element("span", "badge", words("unread", { count: one.unread })));
    button.setAttribute("aria-pressed", String(one.key === lifted));
    button.onclick = () => lift(one.to);
  });
}

// time, story, start again, sessions of the form

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => doing(async () => {
    session = null;
    let over = false;
    moving = true;
    const moved = call("clock", JSON.parse(button.dataset.move)).finally(() => { over = true; });
    const watched = moved.catch(() => undefined);
    try {
      while (!over) { // a long way takes a moment: what happens on it shows as it happens
        await Promise.race([watched, new Promise((resolve) => { setTimeout(resolve, LOOK); })]);
        if (!over) await refresh();
      }
      await moved;
    } finally {
      moving = false;
      await refresh();
    }
  }, button));
}

byId("save").addEventListener("click", () => {
  const link = element("a");
  link.href = "/simulator/transcript?" + phones.flatMap((phone) => phone.ways).map((way) => `way=${encodeURIComponent(way)}`).join("&");
  link.download = "mshauri.chat";
  link.click();
});

byId("again").addEventListener("click", (event) => {
  if (after !== "" && board.querySelector(".bubble") && !confirm(words("sure"))) return;
  doing(async () => {
    await call("again", data.language === "en" ? {} : { language: data.language });
    session = null;
    await refresh();
  }, event.target);
});

for (const [id, step] of [["earlier", -1], ["later", 1]]) {
  byId(id).addEventListener("click", () => {
    session = sessionShown() + step;
    doing(refreshPaper);
  });
}

for (const person of data.people.filter((one) => one.open)) lay(person);
lay(unknown());
offer(words("cast"), data.people.filter((one) => !one.open));
for (const person of JSON.parse(sessionStorage.getItem(PUT_AWAY) || "[]")) lay(person);
lift(phones[0]);
const tools = document.querySelector(".tools");
const fit = () => (narrow.matches ? byId("more") : document.querySelector(".top")).append(tools); // the top is small there
narrow.addEventListener("change", fit);
fit();
doing(refresh);
setInterval(() => document.hidden || next(refresh).catch(() => undefined), EVERY);
