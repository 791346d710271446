// One phone: its apps, what was said on each, the line to write in, and what it has cost so far.

import { clockOf, data, element, wayOf, words } from "./page_words.js";
import { enlarge } from "./page_picture.js";
import { counter } from "./page_sms.js";

const KEYS = "123456789*0#";
const count = counter(data.letters);
const money = (parts) => (parts * data.price).toFixed(2);

export class Phone {
  constructor(person, { say, changed, away }) {
    this.person = person;
    this.name = person.first ?? person.name;
    this.key = person.key;
    this.feature = person.ways.every((way) => way.channel === "sms");
    this.say = say;
    this.changed = changed;
    this.section = document.getElementById("phone").content.cloneNode(true).querySelector("section");
    this.form = this.section.querySelector("form");
    this.text = this.form.elements.text;
    this.paid = { mine: 0, theirs: 0 };
    this.apps = new Map();
    this.shown = new Set();
    this.#label(away);
    for (const way of person.ways) this.#install(way.channel, way.address);
    if (this.feature) this.#keys();
    this.front(person.ways[0].channel, person.ways[0].address);
    this.#listen();
  }

  #label(away) {
    const title = this.section.querySelector("h2");
    title.textContent = this.person.name;
    title.id = `owner-${this.key}`;
    this.section.id = `phone-${this.key}`;
    this.section.setAttribute("aria-labelledby", title.id);
    this.section.classList.add(this.feature ? "feature" : "smart");
    const pin = this.person.pin ? words("pin", { pin: this.person.pin }) : "";
    this.section.querySelector(".owner p").textContent = [pin, this.person.role].filter(Boolean).join(" · ");
    const leave = this.section.querySelector(".away");
    leave.hidden = this.person.open !== false;
    leave.setAttribute("aria-label", words("put_away", { name: this.name }));
    leave.addEventListener("click", () => away(this));
    this.section.querySelector(".write .unseen").textContent = words("write", { name: this.person.name });
    this.section.querySelector(".apps").setAttribute("aria-label", words("apps", { name: this.person.name }));
  }

  #install(channel, address) {
    const log = element("div", `log ${channel}`);
    log.tabIndex = 0;
    log.setAttribute("role", "log");
    log.setAttribute("aria-live", "off"); // one voice for the whole page: the line #news
    log.setAttribute("aria-label", words("messages", { name: this.person.name, channel: data.channels[channel] }));
    log.append(element("p", "empty", words("empty")));
    this.section.querySelector(".logs").append(log);
    const tab = element("button", "app", data.channels[channel]);
    tab.type = "button";
    tab.append(element("span", "badge"));
    tab.addEventListener("click", () => this.front(channel, address));
    const tabs = this.section.querySelector(".apps");
    tabs.append(tab);
    tabs.hidden = tabs.children.length < 2;
    this.apps.set(wayOf(channel, address), { channel, address, log, tab, unread: 0, came: 0, grown: false, day: "" });
  }

  #keys() {
    const pad = this.section.querySelector(".keys");
    for (const sign of KEYS) {
      const key = element("button", "", sign);
      key.type = "button";
      key.tabIndex = -1;
      key.addEventListener("click", () => this.write(this.text.value + sign));
      pad.append(key);
    }
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.text.value;
      if (!text.trim()) return;
      this.write("");
      this.say(this.now.channel, this.now.address, { text });
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    this.text.addEventListener("input", () => this.#count());
    this.#count();
  }

  get ways() {
    return [...this.apps.keys()];
  }

  get unread() {
    return [...this.apps.values()].reduce((sum, app) => sum + app.unread, 0);
  }

  front(channel, address) {
    this.now = this.apps.get(wayOf(channel, address));
    this.section.querySelector(".screen").className = `screen ${channel}`;
    for (const app of this.apps.values()) {
      app.log.hidden = app !== this.now;
      app.tab.setAttribute("aria-pressed", String(app === this.now));
    }
    this.#count();
    this.read();
  }

  // Whether nobody has written on it.
  get isUnused() {
    return this.text.value === "" && this.section.querySelector(".mine") === null;
  }

  // The app on which something has just come, unless somebody is writing on another.
  turnTo(channel, address) {
    if (this.text.value === "") this.front(channel, address);
  }

  // Nothing was said on the app in front, and nobody is writing there: what comes on another one is shown at once.
  #isIdle() {
    return this.text.value === "" && this.now.log.querySelector(".bubble") === null;
  }

  read() {
    this.now.unread = 0;
    this.now.log.scrollTop = this.now.log.scrollHeight; // a log that is not shown cannot be moved before
    this.#badges();
  }

  #badges() {
    for (const app of this.apps.values()) {
      app.tab.querySelector(".badge").textContent = app.unread ? words("unread", { count: app.unread }) : "";
    }
    this.changed();
  }

  write(text) {
    this.text.value = text;
    this.#count();
  }

  #count() {
    const place = this.section.querySelector(".count");
    const sms = this.now?.channel === "sms" && count(this.text.value);
    place.hidden = !sms;
    if (!sms) return;
    const cost = sms.parts ? ` · ${words("parts", { count: sms.parts })} · KES ${money(sms.parts)}` : "";
    place.textContent = `${sms.units}/${sms.room}${cost}`;
  }

  clear() {
    this.paid = { mine: 0, theirs: 0 };
    this.shown.clear();
    for (const app of this.apps.values()) {
      app.log.replaceChildren(element("p", "empty", words("empty")));
      Object.assign(app, { unread: 0, came: 0, grown: false, day: "" });
    }
    this.#badges();
  }

  show(item, fresh) {
    const mine = "said" in item;
    const number = mine ? `said ${item.said}` : item.seq;
    if (this.shown.has(number)) return;
    this.shown.add(number);
    const app = this.apps.get(wayOf(item.channel, item.address));
    app.log.querySelector(".empty")?.remove();
    if (item.day !== app.day) app.log.append(element("p", "day", item.day));
    app.day = item.day;
    app.log.append(mine ? this.#said(item) : this.#received(item));
    if (app !== this.now && this.#isIdle()) this.front(app.channel, app.address);
    if (item.channel === "sms") this.#pay(mine ? "mine" : "theirs", mine ? count(item.text).parts : item.segments ?? 0);
    app.grown = true;
    if (fresh && !mine) app.came += 1;
    this.section.querySelector(".at").textContent = clockOf(item.at);
  }

  // After all that was to be shown: where each talk ends, and what is unread. To ask that after every message would lay
  // the page out for each.
  settle() {
    const away = this.section.offsetParent === null;
    for (const app of this.apps.values()) {
      if (app.grown) app.log.scrollTop = app.log.scrollHeight;
      if (away || app !== this.now) app.unread += app.came;
      Object.assign(app, { grown: false, came: 0 });
    }
    this.#badges();
  }

  #said(item) {
    const bubble = this.#bubble("mine", words("you"), item);
    if (item.pressed) bubble.classList.add("pressed");
    for (const kind of item.media) bubble.append(element("span", "thing", kind));
    bubble.append(element("footer", "", item.pressed ? `${words("pressed")} · ${clockOf(item.at)}` : clockOf(item.at)));
    return bubble;
  }

  #received(item) {
    const bubble = this.#bubble("theirs", "TIMEC", item);
    for (const thing of item.media) { // after a new start its address is another's: the browser must not take it for the same
      bubble.append(this.#thing({ ...thing, url: `${thing.url}?of=${item.id}` }, item.text));
    }
    const notes = [clockOf(item.at)];
    if (item.segments) notes.push(words("parts", { count: item.segments }));
    const foot = element("footer", "", notes.join(" · "));
    if (item.template) foot.prepend(element("span", "template", words("template", { name: item.template })));
    bubble.append(foot);
    const whole = element("div", "whole");
    whole.append(bubble);
    if (item.choices.length) whole.append(this.#choices(item));
    return whole;
  }

  #bubble(side, who, item) {
    const bubble = element("article", `bubble ${side}`);
    bubble.append(element("span", "unseen", `${who}: `), element("p", "words", item.text));
    return bubble;
  }

  #thing(thing, text) {
    if (!thing.type.startsWith("image/")) {
      const link = element("a", "thing", thing.name);
      link.href = thing.url;
      link.download = thing.name;
      return link;
    }
    const button = element("button", "thing");
    const picture = element("img");
    button.type = "button";
    button.setAttribute("aria-haspopup", "dialog");
    picture.src = thing.url;
    picture.alt = words("picture", { text: text.split("\n")[0] });
    picture.addEventListener("load", () => { this.now.log.scrollTop = this.now.log.scrollHeight; });
    button.append(picture);
    button.addEventListener("click", () => enlarge(thing, picture.alt));
    return button;
  }

  #choices(item) {
    const row = element("div", "choices");
    for (const choice of item.choices) {
      const button = element("button", "", choice.label);
      button.type = "button";
      button.addEventListener("click", () => this.say(item.channel, item.address, { press: choice.data }));
      row.append(button);
    }
    return row;
  }

  #pay(side, parts) {
    this.paid[side] += parts;
    const cost = this.section.querySelector(".cost");
    cost.hidden = !this.feature;
    const part = (number) => `${words("parts", { count: number })} KES ${money(number)}`;
    const each = words("paid", { name: this.name, mine: part(this.paid.mine), theirs: part(this.paid.theirs) });
    cost.textContent = `${words("price", { price: data.price.toFixed(2) })} · ${each}`;
  }
}

// A phone that nobody is known by, with every app.
export const unknown = () => ({ key: "unknown", name: words("stranger"), first: words("unknown"), role: words("nobody"), ways: data.stranger });
