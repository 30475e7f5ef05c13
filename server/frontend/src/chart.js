// Draws a bar chart of the numbers in a result table below it: one bar per row, named by the preceding columns.
const MOST = 40;
const NS = "http://www.w3.org/2000/svg";
const ROW = 26;
const WIDTH = 720;
const NAMES = 260;

export function draw(place) {
  const table = document.querySelector(place.dataset.chart);
  const data = table && read(table);
  if (!data) return;
  const { heading, rows } = data;
  const most = Math.max(...rows.map((row) => Math.abs(row.value)), 1e-9);
  const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${rows.length * ROW + 4}`, width: WIDTH, "aria-hidden": "true", class: "bars" });
  rows.forEach((row, order) => {
    const y = order * ROW;
    const length = ((WIDTH - NAMES - 90) * Math.abs(row.value)) / most;
    svg.append(
      make("text", { x: NAMES - 8, y: y + 17, class: "name" }, shorten(row.name)),
      make("rect", { x: NAMES, y: y + 4, width: Math.max(1, length), height: ROW - 8, class: row.value < 0 ? "below" : "" }),
      make("text", { x: NAMES + length + 6, y: y + 17 }, row.words),
    );
  });
  place.querySelector("[data-of]").textContent = heading;
  place.querySelector("[data-here]").append(svg);
  place.hidden = false;
}

/** Returns the last purely numeric column, and a name for each row: the text of its preceding columns. */
function read(table) {
  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const body = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  const isNumber = (words) => /^[−-]?[\d\s., ]+$/.test(words) && !/^0\d/.test(words);
  const column = headings.findLastIndex((_, place) => place > 0 && body.every((row) => isNumber(row[place] ?? "")));
  if (column < 1 || body.length < 2) return null;
  const rows = body.slice(0, MOST).map((row) => ({
    name: row.slice(0, column).filter(Boolean).join(", "),
    words: row[column],
    value: Number(row[column].replace(/[\s ]/g, "").replace("−", "-").replace(",", ".")),
  }));
  return rows.every((row) => Number.isFinite(row.value)) ? { heading: headings[column], rows } : null;
}

function make(name, attributes, words) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== undefined) element.textContent = words;
  return element;
}

function shorten(words) {
  return words.length > 36 ? `${words.slice(0, 35)}…` : words;
}
