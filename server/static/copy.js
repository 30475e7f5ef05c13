// Buttons that copy an IRI, a code or a citation, hidden until this script shows them; and the place on the page, kept
// when the language changes.
"use strict";

const SHOWN_MS = 2000;

for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) break; // only pages by https or from this machine may write to the clipboard
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, SHOWN_MS);
  });
}

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.(".languages a");
  if (link) link.hash = location.hash;
});
