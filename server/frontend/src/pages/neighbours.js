// Lays the drawing of a neighbourhood out by forces, so that labels do not overlap and related occupations are close, and
// links it to the table: hovering or focusing a row marks its node. A node is a link to the map around it.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const NAME_HEIGHT = 26;

const drawing = document.querySelector("svg.neighbours");
if (drawing) enhance(drawing);

function enhance(svg) {
  const drawn = svg.viewBox.baseVal;
  const { width, height } = fit(svg, drawn);
  const nodes = [...svg.querySelectorAll(".node")].map((element) => {
    const { e: x, f: y } = element.transform.baseVal.consolidate().matrix;
    const isMiddle = element.classList.contains("middle");
    const half = element.querySelector("text").getComputedTextLength() / 2;
    const place = { x: (x * width) / drawn.width, y: (y * height) / drawn.height };
    return { element, key: element.dataset.key, ...place, half, ...(isMiddle && { fx: width / 2, fy: height / 2 }) };
  });
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const links = [...svg.querySelectorAll("line")].map((element) => ({
    element,
    source: byKey.get(element.dataset.one),
    target: byKey.get(element.dataset.other),
    strength: Number(element.dataset.strength),
  }));
  forceSimulation(nodes)
    .force("link", forceLink(links).distance((link) => 110 + 200 * (1 - link.strength)).strength((link) => 0.25 * link.strength))
    .force("charge", forceManyBody().strength(-900))
    .force("apart", forceCollide((node) => Math.min(node.half, 80) * 0.75 + 10))
    .force("x", forceX(width / 2).strength((0.06 * 760) / width))
    .force("y", forceY(height / 2).strength(width < height ? 0.04 : 0.13))
    .stop()
    .tick(300); // at once: nothing moves, so nobody has to ask it not to
  for (const node of nodes) {
    node.x = Math.min(width - Math.max(node.half, 12), Math.max(Math.max(node.half, 12), node.x));
  }
  part(nodes, height);
  for (const node of nodes) {
    node.element.setAttribute("transform", `translate(${node.x.toFixed(1)},${node.y.toFixed(1)})`);
  }
  for (const { element, source, target } of links) {
    for (const [name, value] of [["x1", source.x], ["y1", source.y], ["x2", target.x], ["y2", target.y]]) {
      element.setAttribute(name, value.toFixed(1));
    }
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  tie(svg, nodes, links);
}

// On a narrow page the drawing is upright, so that its middle is visible without scrolling.
function fit(svg, { width, height }) {
  const room = Math.floor(svg.parentElement.clientWidth);
  if (room >= width) return { width, height };
  const fitted = { width: Math.max(room, 280), height: Math.max(height, svg.querySelectorAll(".node").length * 30) };
  svg.setAttribute("width", fitted.width);
  svg.setAttribute("height", fitted.height);
  return fitted;
}

// Labels that still overlap are moved apart vertically, within the drawing.
function part(nodes, height) {
  for (let round = 0; round < 60; round++) {
    for (const [order, one] of nodes.entries()) {
      for (const other of nodes.slice(order + 1)) {
        const [upper, lower] = one.y <= other.y ? [one, other] : [other, one];
        const near = NAME_HEIGHT - (lower.y - upper.y);
        if (near <= 0 || one.half + other.half + 6 <= Math.abs(one.x - other.x)) continue;
        if (!upper.fx) upper.y -= near / 2;
        if (!lower.fx) lower.y += near / 2;
      }
    }
    for (const node of nodes) node.y = Math.min(height - 12, Math.max(28, node.y));
  }
}

function tie(svg, nodes, links) {
  const mark = (key) => {
    svg.classList.toggle("marked", Boolean(key));
    for (const node of nodes) node.element.classList.toggle("on", node.key === key);
    for (const { element, source, target } of links) element.classList.toggle("on", [source.key, target.key].includes(key));
  };
  const rows = document.querySelectorAll("tr[data-key]");
  for (const row of rows) {
    for (const name of ["pointerenter", "focusin"]) row.addEventListener(name, () => mark(row.dataset.key));
    for (const name of ["pointerleave", "focusout"]) row.addEventListener(name, () => mark(""));
  }
  for (const { element, key } of nodes) {
    element.addEventListener("pointerenter", () => mark(key));
    element.addEventListener("pointerleave", () => mark(""));
  }
}
