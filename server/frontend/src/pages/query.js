// Brings the editor to the query page once the page itself has come, since it is half a megabyte; and draws the answer.
const box = document.querySelector("textarea#text");
if (box) {
  const begin = async () => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = box.dataset.style;
    const styled = new Promise((resolve) => style.addEventListener("load", resolve, { once: true }));
    document.head.append(style);
    const [{ enhance }] = await Promise.all([import("./editor.js"), styled]);
    enhance(box);
  };
  // Where it does not come, or the reader has gone on before it came, the box is as good as it was.
  const tryTo = () => begin().catch(() => {});
  if (document.readyState === "complete") tryTo();
  else addEventListener("load", tryTo, { once: true });
}

const chart = document.querySelector("[data-chart]");
if (chart) import("../chart.js").then(({ draw }) => draw(chart));
