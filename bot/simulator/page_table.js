// What lies on the table: the phones, those that are added and put away, and what shows on a screen with room for one.

import { Phone } from "./page_phone.js";
import { call, data, element, wayOf, words } from "./page_words.js";

const PUT_AWAY = "open-phones";
const byId = (id) => document.getElementById(id);
const board = byId("phones");
const chooser = byId("more").elements.who;
export const narrow = matchMedia("(max-width: 47.99rem)");
export const phones = [];
export const at = (channel, address) => phones.find((phone) => phone.ways.includes(wayOf(channel, address)));
export const asked = (some) => some.flatMap((phone) => phone.ways).map((way) => `&way=${encodeURIComponent(way)}`).join("");

let deeds = null; // { say, refresh, seek }: writes from a phone, brings the page up to date, runs a piece of work
export function begin(given) {
  deeds = given;
}

export function lay(person) {
  const phone = new Phone(person, { say: deeds.say, changed: showPicks, away: putAway });
  phones.push(phone);
  board.insertBefore(phone.section, byId("more"));
  return phone;
}

function putAway(phone) {
  take(phone);
  if (lifted === phone.key) lift("more");
  else showPicks();
  chooser.focus();
}

function take(phone) {
  phones.splice(phones.indexOf(phone), 1);
  phone.section.remove();
  remember();
}

const added = () => phones.filter((phone) => phone.person.open === false).map((phone) => phone.person);
const remember = () => sessionStorage.setItem(PUT_AWAY, JSON.stringify(added()));
export const remembered = () => JSON.parse(sessionStorage.getItem(PUT_AWAY) || "[]");

// Somebody's phone, which is laid there with all that was said on it unless it is there already.
async function fetched(person) {
  const known = phones.find((one) => one.key === person.key);
  if (known) return known;
  const phone = lay({ ...person, open: false });
  remember();
  const past = await call(`news?language=${data.language}&after=${asked([phone])}`);
  for (const item of past.talk) phone.show(item, false);
  phone.settle();
  return phone;
}

function bring(phone) {
  lift(phone);
  phone.section.scrollIntoView({ block: "nearest" });
  return phone;
}

export async function open(person) {
  let phone = null;
  await deeds.seek(async () => { phone = await fetched(person); });
  return bring(phone);
}

// by its number: one of those who lie there, one of the cast, or whoever is found among all
export async function openByNumber(number) {
  const known = [...phones.map((phone) => phone.person), ...data.people].find((one) => one.key === number);
  if (!known) await fillChooser();
  return open(known ?? everybody.get(number));
}

// Whom a step of the clock concerned: a phone that can be seen shows it; else the phone of the first is laid there.

let guest = null; // the phone that the clock has laid there: the next one takes its place
export async function reveal(told) {
  byId("did").textContent = told.text;
  const here = told.here.map((way) => [at(way.channel, way.address), way]);
  const others = told.others.filter((person) => !phones.some((phone) => phone.key === person.key));
  if (here.length === 0 && others.length > 0) {
    if (phones.includes(guest) && guest.isUnused) take(guest);
    guest = bring(await fetched(others.shift()));
  }
  offerPhones(others);
  for (const [phone, way] of here) phone.turnTo(way.channel, way.address);
  if (here.length > 0 && !here.some(([phone]) => isInSight(phone))) bring(here[0][0]);
}

function isInSight(phone) {
  const box = phone.section.getBoundingClientRect();
  const top = document.querySelector(".fell").getBoundingClientRect().bottom; // it may lie over the phones
  return box.height > 0 && box.top >= top - 10 && box.bottom <= innerHeight + 60;
}

function offerPhones(people) {
  byId("opened").replaceChildren(...people.map((person) => opener(person, words("open_phone", { name: person.name }))));
}

function opener(person, label) {
  const button = element("button", "quiet", label);
  button.type = "button";
  button.addEventListener("click", () => open(person));
  return button;
}

// more phones: the rest of the cast at one press, everybody else by name

byId("more").addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = everybody.get(chooser.value);
  if (chosen) (await open(chosen)).text.focus();
});

const everybody = new Map();
let filling = null;
chooser.addEventListener("focus", fillChooser);
function fillChooser() {
  filling ??= deeds.seek(async () => {
    const known = new Set(data.people.map((person) => person.key));
    for (const one of await call("people")) {
      if (known.has(one.tsc_number) || !one.addresses.length) continue;
      const person = { key: one.tsc_number, name: one.name, first: one.name.split(" ")[0], role: one.role ?? "", pin: one.pin, ways: one.addresses };
      everybody.set(person.key, person);
      chooser.append(new Option(`${person.name}, ${person.role}`, person.key));
    }
  });
  return filling;
}

export function offerCast(people) {
  byId("cast").append(...people.map((person) => opener(person, `${person.name}, ${person.role}`)));
}

// on a narrow screen one thing shows at a time

const THINGS = ["paper", "year", "more"];
export let lifted = "";
export function lift(what) {
  lifted = what.key ?? what;
  for (const phone of phones) phone.section.classList.toggle("lifted", phone.key === lifted);
  for (const id of THINGS) byId(id).classList.toggle("lifted", id === lifted);
  if (lifted === "year") {
    byId("year").open = true;
    deeds.seek(deeds.refresh);
  }
  if (what.read) what.read();
  else showPicks();
}

export function showPicks() {
  const pick = byId("pick");
  const wanted = [...phones.map((phone) => ({ key: phone.key, name: phone.name, unread: phone.unread, to: phone })),
    ...THINGS.map((id) => ({ key: id, name: words(`pick_${id}`), unread: 0, to: id }))];
  while (pick.children.length > wanted.length) pick.lastChild.remove();
  wanted.forEach((one, place) => {
    const button = pick.children[place] ?? pick.appendChild(element("button"));
    button.type = "button";
    button.replaceChildren(one.name);
    if (one.unread) button.append(element("span", "badge", words("unread", { count: one.unread })));
    button.setAttribute("aria-pressed", String(one.key === lifted));
    button.onclick = () => lift(one.to);
  });
}
