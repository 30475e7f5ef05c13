// Turns the text box of the query page into an editor: highlighting, syntax errors while typing, completion from our
// VoID and the search, automatic prefixes. The form still sends the query, and the server still renders the result.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { register } from "../completion.js";
import "../query.css";

const NOTHING = { classes: [], properties: [], prefixes: {}, used: {}, labels: {} };

export async function enhance(box) {
  const vocabulary = fetch(box.dataset.vocabulary).then((answer) => answer.json()).catch(() => NOTHING);
  const suggest = (words) =>
    fetch(`${box.dataset.suggest}${encodeURIComponent(words)}`)
      .then((answer) => answer.json())
      .then((found) => found.suggestions ?? [])
      .catch(() => []);
  const completers = register(vocabulary, suggest);
  Yasqe.forkAutocompleter("prefixes", {
    name: "our-prefixes",
    get: async () => Object.entries((await vocabulary).prefixes).map(([name, iri]) => `${name}: <${iri}>`),
    bulk: true,
    persistenceId: null,
  });
  Yasqe.defaults.autocompleters = []; // what is registered is enabled too, and would answer twice
  const place = document.createElement("div");
  box.before(place);
  const editor = new Yasqe(place, {
    value: box.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    autocompleters: ["our-prefixes", "variables", ...completers],
    pluginButtons: () => null,
    viewportMargin: Infinity,
  });
  const run = () => document.querySelector("button[name=run]").click();
  // Tab leaves the editor like any field, so that it is no keyboard trap (WCAG 2.1.2).
  editor.setOption("extraKeys", {
    "Ctrl-Space": () => editor.autocomplete(),
    "Ctrl-Enter": run,
    "Cmd-Enter": run,
    "Ctrl-/": () => editor.commentLines(),
    Tab: false,
    "Shift-Tab": false,
  });
  editor.setSize(null, "auto");
  const input = editor.getInputField();
  input.setAttribute("aria-label", document.querySelector("label[for=text]").textContent);
  if (box.getAttribute("aria-describedby")) input.setAttribute("aria-describedby", box.getAttribute("aria-describedby"));
  const isTyping = document.activeElement === box;
  box.hidden = true;
  if (isTyping) {
    // Keep the cursor of a reader who has begun to write.
    editor.focus();
    const doc = editor.getDoc();
    doc.setSelection(doc.posFromIndex(box.selectionStart), doc.posFromIndex(box.selectionEnd));
  }
  box.required = false; // it is out of sight, and what is hidden cannot be filled in
  document.querySelector("label[for=text]").addEventListener("click", () => editor.focus());
  box.form.addEventListener("submit", () => {
    box.value = editor.getValue();
  });
  markFault(editor, box);
}

function markFault(editor, box) {
  const line = Number(box.dataset.faultLine) - 1;
  if (!(line >= 0)) return;
  const column = Math.max(0, Number(box.dataset.faultColumn) - 1);
  const end = Math.max(column + 1, editor.getLine(line)?.length ?? 0);
  editor.getDoc().markText({ line, ch: column }, { line, ch: end }, { className: "fault-mark" });
  editor.getDoc().addLineClass(line, "background", "fault-line");
  editor.getDoc().setCursor(line, column);
}
