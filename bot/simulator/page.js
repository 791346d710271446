// The page with the phones: shows what each phone received and sends what is typed, by the /simulator calls alone.
"use strict";

const STRANGER = { name: "A stranger", role: "a number that nobody holds", addresses: [{ channel: "sms", address: "+254799000001" }] };
const CHANNELS = { sms: "SMS", whatsapp: "WhatsApp", telegram: "Telegram" };
const phones = [];
let seen = 0;

async function call(path, body) {
  const how = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch("/simulator/" + path, how);
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error);
  return data;
}

async function guarded(work) {
  const trouble = document.getElementById("trouble");
  trouble.hidden = true;
  try {
    await work();
  } catch (error) {
    trouble.textContent = error.message;
    trouble.hidden = false;
  }
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function showTime(now) {
  const words = { timeZone: "Africa/Nairobi", weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  document.getElementById("now").textContent = new Date(now).toLocaleString("en-GB", words);
}

function clockOf(at) {
  return new Date(at).toLocaleTimeString("en-GB", { timeZone: "Africa/Nairobi", hour: "2-digit", minute: "2-digit" });
}

// What a phone said itself is not in the simulator's list, so this tab remembers it, with the message it came after.
function memory() {
  return JSON.parse(sessionStorage.getItem("said") || "[]");
}

function remember(entry) {
  sessionStorage.setItem("said", JSON.stringify([...memory(), entry].slice(-500)));
}

function bubble(phone, className, text, footer) {
  const made = element("div", "bubble " + className, text);
  made.append(element("footer", "", footer));
  phone.log.append(made);
  phone.log.scrollTop = phone.log.scrollHeight;
  return made;
}

function showSaid(entry) {
  const phone = phoneAt(entry.channel, entry.address);
  if (phone) bubble(phone, "mine", entry.text, `${CHANNELS[entry.channel]} ${clockOf(entry.at)}`);
}

function showMessage(message) {
  const phone = phoneAt(message.channel, message.address);
  if (!phone) return;
  const notes = [CHANNELS[message.channel], clockOf(message.at)];
  if (message.template) notes.push(`template ${message.template}`);
  if (message.segments) notes.push(`${message.segments} SMS`);
  const made = bubble(phone, "theirs", message.text, notes.join(" · "));
  for (const item of message.media) {
    const link = element("a", "", item.name);
    link.href = item.url;
    made.append(link);
  }
  const row = element("div", "choices");
  for (const choice of message.choices) {
    const button = element("button", "", choice.label);
    button.type = "button";
    button.addEventListener("click", () => say(phone, message.channel, message.address, { press: choice.data }, `[${choice.label}]`));
    row.append(button);
  }
  made.append(row);
}

function phoneAt(channel, address) {
  return phones.find((phone) => phone.holds(channel, address));
}

function show(messages) {
  for (const message of messages) {
    if (message.seq <= seen) continue;
    for (const entry of memory()) if (entry.after >= seen && entry.after < message.seq && !entry.shown) showOnce(entry);
    showMessage(message);
    seen = message.seq;
  }
}

const shown = new Set();
function showOnce(entry) {
  if (shown.has(entry.id)) return;
  shown.add(entry.id);
  showSaid(entry);
}

let asking = Promise.resolve();
function refresh() {
  asking = asking.then(async () => {
    const [clock, messages] = await Promise.all([call("clock"), call(`messages?after=${seen}`)]);
    showTime(clock.now);
    show(messages);
    return clock.now;
  });
  return asking;
}

async function say(phone, channel, address, what, words) {
  await guarded(async () => {
    const at = await refresh();
    const entry = { id: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()), after: seen, at, channel, address, text: words };
    remember(entry);
    showOnce(entry);
    await call("say", { channel, address, ...what });
    await refresh();
  });
  asking = asking.catch(() => undefined);
}

function makePhone(person) {
  const made = document.getElementById("phone").content.cloneNode(true).querySelector("section");
  const form = made.querySelector("form");
  const stranger = person === STRANGER;
  const phone = {
    log: made.querySelector(".log"),
    holds: (channel, address) => stranger
      ? channel === form.elements.way.value && address === form.elements.address.value.trim()
      : person.addresses.some((way) => way.channel === channel && way.address === address),
  };
  made.querySelector("h2").textContent = person.name;
  made.querySelector(".who").textContent = [person.role, person.tsc_number && `TSC ${person.tsc_number}`, person.pin && `PIN ${person.pin}`].filter(Boolean).join(" · ");
  phone.log.setAttribute("aria-label", `Messages of ${person.name}`);
  made.querySelector(".unseen").textContent = `Message from ${person.name}`;
  const ways = stranger ? Object.keys(CHANNELS).map((channel) => ({ channel, address: "" })) : person.addresses;
  for (const way of ways) form.elements.way.append(new Option(`${CHANNELS[way.channel]} ${way.address}`.trim(), way.channel));
  made.querySelector(".from").hidden = !stranger;
  if (stranger) form.elements.address.value = person.addresses[0].address;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.elements.text.value;
    const way = ways[form.elements.way.selectedIndex];
    form.elements.text.value = "";
    say(phone, way.channel, stranger ? form.elements.address.value.trim() : way.address, { text }, text);
  });
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  phones.push(phone);
  return made;
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => guarded(async () => {
    button.disabled = true;
    try {
      await call("clock", JSON.parse(button.dataset.move));
      await refresh();
    } finally {
      button.disabled = false;
    }
  }));
}

guarded(async () => {
  const people = await call("people");
  const board = document.getElementById("phones");
  for (const person of [...people, STRANGER]) board.append(makePhone(person));
  await refresh();
  for (const entry of memory()) showOnce(entry);
  setInterval(() => refresh().catch(() => { asking = Promise.resolve(); }), 3000);
});
