// Loads the editor (half a megabyte) after the query page.
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
  // If the editor fails to load, the text box keeps working.
  const tryTo = () => begin().catch(() => {});
  if (document.readyState === "complete") tryTo();
  else addEventListener("load", tryTo, { once: true });
}
