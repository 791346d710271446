// Counts what an SMS costs, with the alphabet that the server handed over.

const ONE = { letters: 160, wide: 70 };
const PART = { letters: 153, wide: 67 };

export function counter(letters) {
  const one = new Set(letters.one);
  const two = new Set(letters.two);
  const places = (letter) => (one.has(letter) ? 1 : two.has(letter) ? 2 : NaN);

  return (text) => {
    const plain = [...text].reduce((sum, letter) => sum + places(letter), 0);
    const kind = Number.isNaN(plain) ? "wide" : "letters";
    const units = kind === "wide" ? text.length : plain;
    const parts = units === 0 ? 0 : units <= ONE[kind] ? 1 : Math.ceil(units / PART[kind]);
    return { units, parts, room: parts > 1 ? parts * PART[kind] : ONE[kind] };
  };
}
