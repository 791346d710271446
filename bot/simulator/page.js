// The page with the phones: keeps them up to date with the demo, and puts its parts together.

import { windUp } from "./page_clock.js";
import { show as showPaper, number as sessionShown } from "./page_paper.js";
import { unknown } from "./page_phone.js";
import { asked, at, begin, lay, lift, narrow, offerCast, openByNumber, phones, remembered, reveal } from "./page_table.js";
import { guide, show as showHint } from "./page_tour.js";
import { call, clockOf, data, element, words } from "./page_words.js";
import { doing, isOff, next } from "./page_work.js";
import { showYear, today } from "./page_year.js";

const EVERY = 3000; // milliseconds between two looks at what others did
const SPOKEN = 3; // so many new messages are read out, more are counted
const byId = (id) => document.getElementById(id);
let after = "";
let run = "";
let session = null; // the session that the reader has turned to; null: the one that is under way
let stands = true; // the clock: while time passes, what is dear is not drawn

async function refresh() {
  const news = await call(`news?language=${data.language}&after=${encodeURIComponent(after)}${asked(phones)}`);
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
  if (!byId("year").open || byId("year").offsetParent === null || yearOf === now) return;
  today(now);
  if (!stands) return;
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
  byId("opened").replaceChildren();
  byId("did").textContent = "";
}

function tell(talk, fresh) {
  const theirs = [];
  const grown = new Set();
  for (const item of talk) {
    const phone = at(item.channel, item.address);
    phone.show(item, fresh);
    grown.add(phone);
    if (!("said" in item)) theirs.push(words("came", { name: phone.name, channel: data.channels[item.channel], text: item.text }));
  }
  for (const phone of grown) phone.settle();
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

function fallen(moment, text, fresh) {
  const line = element("li", fresh ? "fresh" : "");
  const time = element("time", "", `${moment.slice(8, 10)}/${moment.slice(5, 7)} ${clockOf(moment)}`);
  time.dateTime = moment;
  line.append(time, ` ${text}`);
  return line;
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

// time, what to try, story, start again, sessions of the form

const stopYear = windUp({
  refresh, reveal, mark: () => after, ways: () => asked(phones),
  stand: (now) => { stands = now; session = null; },
  watch: () => {
    byId("year").open = true;
    byId("opened").replaceChildren();
  },
});
guide({ open: openByNumber });

byId("save").addEventListener("click", () => {
  const link = element("a");
  link.href = "/simulator/transcript?" + asked(phones).slice(1);
  link.download = "mshauri.chat";
  link.click();
});

byId("again").addEventListener("click", (event) => {
  stopYear();
  if (after !== "" && !confirm(words("sure"))) return;
  doing(async () => {
    await call("again", data.language === "en" ? {} : { language: data.language });
    session = null;
    await refresh();
  }, event.target);
});

for (const [id, step] of [["earlier", -1], ["later", 1]]) {
  byId(id).addEventListener("click", (event) => {
    if (isOff(event.target)) return;
    session = sessionShown() + step;
    doing(refreshPaper);
  });
}

begin({ say, refresh, seek: doing });
for (const person of data.people.filter((one) => one.open)) lay(person);
lay(unknown());
offerCast(data.people.filter((one) => !one.open));
for (const person of remembered()) lay(person);
lift(phones[0]);
const tools = document.querySelector(".tools");
const fit = () => { // on a narrow screen the top is small, and the year is one of the things that are picked
  (narrow.matches ? byId("more") : document.querySelector(".top")).append(tools);
  if (narrow.matches) document.querySelector("main").append(byId("year"));
  else byId("pick").before(byId("year"));
};
narrow.addEventListener("change", fit);
fit();
doing(refresh);
setInterval(() => document.hidden || next(refresh).catch(() => undefined), EVERY);
