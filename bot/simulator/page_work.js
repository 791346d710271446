// One piece of work at a time, so that what comes in stays in order; the page says while it works, and what did not work.

const trouble = document.getElementById("trouble");
let working = Promise.resolve();
let busy = 0;

export function next(work) {
  working = working.then(work);
  const done = working;
  working = working.catch(() => undefined);
  return done;
}

// A button that is off keeps the focus: whoever has pressed it by the keyboard goes on from there.
export const isOff = (button) => button.getAttribute("aria-disabled") === "true";
export function turn(button, off) {
  if (off) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

export async function doing(work, button) {
  if (button && isOff(button)) return;
  busy += 1;
  trouble.hidden = true;
  document.body.setAttribute("aria-busy", "true");
  if (button) turn(button, true);
  try {
    await next(work);
  } catch (error) {
    trouble.textContent = error.message;
    trouble.hidden = false;
  } finally {
    if (button) turn(button, false);
    busy -= 1;
    if (busy === 0) document.body.removeAttribute("aria-busy");
  }
}
