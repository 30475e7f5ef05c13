// Completion in the query editor: classes and properties by name and label, and entities by label. Of properties, those that
// the class of the subject has.
import Yasqe from "@zazuko/yasqe";
import { KEYWORD, TYPE, expand, readPatterns } from "./patterns.js";

const MOST = 100;

// Registers the completers, which read *vocabulary*, a promise of /query/vocabulary.json; returns their names.
export function register(vocabulary, suggest) {
  const named = new Map(); // the name of each suggestion shown, by its text
  const shared = { bulk: false, persistenceId: null, postprocessHints: (editor, hints) => label(hints, named) };
  const terms = (list) => async (editor, token) => {
    const { labels } = await vocabulary;
    return matching(await list(editor), labels, token).map((iri) => {
      named.set(write(editor, iri), Object.values(labels[iri] ?? {}).length ? labels[iri] : {});
      return iri;
    });
  };
  const written = {
    ...shared,
    preProcessToken: (editor, token) => resolve(editor, token),
    postProcessSuggestion: (editor, token, iri) => write(editor, iri),
  };
  Yasqe.registerAutocompleter({
    ...written,
    name: "our-classes",
    isValidCompletionPosition: (editor) => !isVariable(editor) && here(editor).predicate === TYPE,
    get: terms(async () => (await vocabulary).classes),
  });
  Yasqe.registerAutocompleter({
    ...written,
    name: "our-properties",
    isValidCompletionPosition: (editor) => {
      const { subject, predicate } = here(editor);
      return !isVariable(editor) && subject !== null && predicate === null;
    },
    get: terms(async (editor) => propertiesHere(editor, await vocabulary)),
  });
  Yasqe.registerAutocompleter({
    ...written,
    name: "our-entities",
    isValidCompletionPosition: (editor) => {
      const { predicate } = here(editor);
      return begun(editor) !== null && predicate !== null && predicate !== TYPE;
    },
    preProcessToken: (editor, token) => {
      const cursor = editor.getDoc().getCursor();
      return { ...token, from: { ch: begun(editor).from }, to: { ch: cursor.ch } };
    },
    get: async (editor) => {
      const found = await suggest(begun(editor).words);
      for (const one of found) named.set(write(editor, one.iri), { [document.documentElement.lang]: `${one.name}, ${one.about}` });
      return found.map((one) => one.iri);
    },
  });
  return ["our-classes", "our-properties", "our-entities"];
}

// The properties that the classes of the subject at the cursor have, most used first; all where its class is not stated.
function propertiesHere(editor, { properties, used }) {
  const stated = readPatterns(editor.getValue(), editor.getPrefixesFromQuery()).classes;
  const classes = stated.get(here(editor).subject) ?? [];
  const known = [...new Set(classes.flatMap((one) => used[one] ?? []))];
  return known.length ? known : properties;
}

// Gives the token the beginning of an IRI that it stands for; blank space is replaced by nothing and stays.
function resolve(editor, token) {
  const at = { ch: editor.getDoc().getCursor().ch };
  if (!token.string.trim()) return { ...token, string: "", autocompletionString: "", from: at, to: at };
  const words = token.string.trim();
  const autocompletionString = words === "a" ? "" : expand(words.startsWith("<") ? `${words.replace(/>$/, "")}>` : words, editor.getPrefixesFromQuery());
  return { ...token, autocompletionString };
}

// The IRIs that start as the token does, then those with a label that does.
function matching(iris, labels, token) {
  const typed = token.autocompletionString;
  const words = token.string.trim().replace(/^[^:]*:|^<|>$/g, "").toLowerCase();
  const isLabelled = (iri) => words.length > 1 && Object.values(labels[iri] ?? {}).some((one) => startsIn(one, words));
  const starting = iris.filter((iri) => iri.startsWith(typed));
  return [...starting, ...iris.filter((iri) => !iri.startsWith(typed) && isLabelled(iri))].slice(0, MOST);
}

function startsIn(label, words) {
  return ` ${label.toLowerCase()}`.includes(` ${words}`);
}

function write(editor, iri) {
  for (const [prefix, namespace] of Object.entries(editor.getPrefixesFromQuery())) {
    const rest = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[\p{L}\w-]*$/u.test(rest)) return `${prefix}:${rest}`;
  }
  return `<${iri}>`;
}

function label(hints, named) {
  for (const hint of hints) {
    const labels = named.get(hint.text) ?? {};
    const words = labels[document.documentElement.lang] ?? labels.nb ?? labels.en;
    if (words) hint.displayText = `${hint.text} – ${words}`;
  }
  return hints;
}

// The beginning of a name before the cursor, with or without "<", and the place where it starts; null for none.
function begun(editor) {
  const { line, ch } = editor.getDoc().getCursor();
  const found = editor.getLine(line).slice(0, ch).match(/(?:^|[\s(,])(<?)([\p{L}][\p{L}\d-]+)$/u);
  return found && !KEYWORD.test(found[2]) ? { words: found[2], from: ch - found[1].length - found[2].length } : null;
}

function isVariable(editor) {
  return /^[?$]/.test(editor.getCompleteToken().string);
}

// The patterns before the word at the cursor.
function here(editor) {
  const { line, ch } = editor.getDoc().getCursor();
  const token = editor.getCompleteToken();
  const end = begun(editor)?.from ?? (token.string.trim() ? token.start : ch);
  return readPatterns(editor.getDoc().getRange({ line: 0, ch: 0 }, { line, ch: end }), editor.getPrefixesFromQuery());
}
