// The buttons of the clock: time passes and the page shows it as it happens, then says to whom it wrote; and a whole year.

import { call, data, words } from "./page_words.js";
import { doing } from "./page_work.js";

const LOOK = 600; // milliseconds between two looks while the clock moves
const WEEK = 1100; // milliseconds in which a week goes by, so that a year takes a minute; what takes longer takes longer
const DRAWN = 4; // after so many weeks the dots of the year are drawn anew
const byId = (id) => document.getElementById(id);
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, Math.max(time, 0)); });

// page: { refresh, mark, ways, stand, watch, reveal }, what the clock moves; answers what stops the year
export function windUp(page) {
  for (const button of document.querySelectorAll("[data-move]")) {
    button.addEventListener("click", () => {
      stop();
      doing(() => move(page, JSON.parse(button.dataset.move)), button);
    });
  }
  byId("live").addEventListener("click", () => { if (living) stop(); else start(page); });
  return stop;
}

async function move(page, how) {
  const before = page.mark();
  let over = false;
  page.stand(false);
  byId("did").textContent = words("moving");
  const moved = call("clock", how).finally(() => { over = true; });
  const watched = moved.catch(() => undefined);
  try {
    while (!over) { // a long way takes a moment: what happens on it shows as it happens
      await Promise.race([watched, pause(LOOK)]);
      if (!over) await page.refresh();
    }
    await moved;
  } catch (error) {
    byId("did").textContent = "";
    throw error;
  } finally {
    page.stand(true);
    await page.refresh();
  }
  await page.reveal(await call(`written?language=${data.language}&after=${encodeURIComponent(before)}${page.ways()}`));
}

// a year in a minute

let living = false;

function stop() {
  living = false;
  byId("live").textContent = words("live");
}

async function start(page) {
  living = true;
  byId("live").textContent = words("stop");
  byId("did").textContent = words("living");
  page.watch();
  for (let weeks = 0; living; weeks += 1) {
    const began = performance.now();
    page.stand(weeks % DRAWN === 0);
    await doing(() => week(page));
    await pause(living ? WEEK - (performance.now() - began) : 0);
  }
  page.stand(true);
  await doing(page.refresh);
}

async function week(page) {
  try {
    const told = await call("live", {});
    await page.refresh();
    if (told.goes_on) return;
    byId("did").textContent = words("lived");
    stop();
  } catch (error) {
    stop();
    throw error;
  }
}
