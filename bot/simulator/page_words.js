// What the server handed to the page, its words, and small helpers that every part of the page uses.

export const data = JSON.parse(document.getElementById("data").textContent);

export function words(key, values = {}) {
  return data.words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export async function call(path, body) {
  const how = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch("/simulator/" + path, how);
  } catch {
    throw new Error(words("away"));
  }
  const told = await answer.json();
  if (!answer.ok) throw new Error(words("trouble", { reason: told.error }));
  return told;
}

export const clockOf = (at) => at.slice(11, 16);
export const wayOf = (channel, address) => `${channel}:${address}`;
