// A picture of a phone, as large as the screen allows.

const dialog = document.getElementById("picture");
const picture = dialog.querySelector("img");
const link = dialog.querySelector("a");

export function enlarge(thing, words) {
  picture.src = link.href = thing.url;
  picture.alt = words;
  link.download = thing.name;
  dialog.showModal(); // when it is closed, the focus is where it was
}

dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
