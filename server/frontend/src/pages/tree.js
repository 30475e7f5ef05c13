// Turns the nested lists of a classification into a tree (ARIA Authoring Practices): arrow keys, Home, End, type-ahead.
// Children of a code are fetched as the page that is open there, so that only the server renders trees.

for (const tree of document.querySelectorAll("ul[data-tree]")) enhance(tree);

function enhance(tree) {
  tree.setAttribute("role", "tree");
  tree.setAttribute("aria-labelledby", tree.dataset.label);
  prepare(tree);
  const start = tree.querySelector("li.at") ?? tree.querySelector("li");
  if (start) start.tabIndex = 0;
  if (tree.querySelector("li.at")) start.querySelector(".row").scrollIntoView({ block: "nearest" });
  tree.addEventListener("click", (event) => {
    const toggle = event.target.closest("a.toggle");
    if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const item = toggle.closest("li");
    focus(tree, item);
    toggleItem(tree, item);
  });
  tree.addEventListener("keydown", (event) => onKey(tree, event));
  tree.addEventListener("focusin", (event) => {
    if (event.target.matches("li[role=treeitem]")) rove(tree, event.target);
  });
}

/** Sets the roles of the items below an element; the items take the focus, not the links inside. */
function prepare(root) {
  for (const list of root.querySelectorAll("ul")) list.setAttribute("role", "group");
  for (const item of root.querySelectorAll("li")) {
    const toggle = item.querySelector(":scope > .row > a.toggle");
    item.setAttribute("role", "treeitem");
    item.tabIndex = -1;
    if (item.classList.contains("at")) item.setAttribute("aria-selected", "true");
    if (toggle) item.setAttribute("aria-expanded", String("open" in toggle.dataset));
    for (const link of item.querySelectorAll(":scope > .row a")) link.tabIndex = -1;
    toggle?.setAttribute("aria-hidden", "true");
  }
}

/** Returns the visible items in document order. */
function shown(tree) {
  return [...tree.querySelectorAll("li")].filter((item) => !item.parentElement.closest('li[aria-expanded="false"]'));
}

function rove(tree, item) {
  for (const other of tree.querySelectorAll('li[tabindex="0"]')) other.tabIndex = -1;
  item.tabIndex = 0;
}

function focus(tree, item) {
  if (!item) return;
  rove(tree, item);
  item.focus();
}

async function toggleItem(tree, item) {
  await (item.getAttribute("aria-expanded") === "true" ? closeItem(item) : openItem(item));
}

function closeItem(item) {
  item.setAttribute("aria-expanded", "false");
  mark(item, "+");
}

async function openItem(item) {
  const toggle = item.querySelector(":scope > .row > a.toggle");
  if (!item.querySelector(":scope > ul")) {
    item.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(toggle.href);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = page.querySelector(`#${CSS.escape(item.id)} > ul`);
      if (!list) throw new Error("empty");
      item.append(document.adoptNode(list));
      list.setAttribute("role", "group");
      prepare(list);
    } catch {
      location.assign(toggle.href); // the page says what is wrong
      return;
    } finally {
      item.removeAttribute("aria-busy");
    }
  }
  item.setAttribute("aria-expanded", "true");
  mark(item, "−");
  const address = new URL(location.href);
  address.searchParams.set("at", item.dataset.code);
  address.hash = "";
  history.replaceState(null, "", address);
}

function mark(item, sign) {
  item.querySelector(":scope > .row > a.toggle [aria-hidden]").textContent = sign;
}

let typed = "";
let typedAt = 0;

function onKey(tree, event) {
  const item = event.target.closest("li[role=treeitem]");
  if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
  const items = shown(tree);
  const place = items.indexOf(item);
  const expanded = item.getAttribute("aria-expanded");
  const moves = {
    ArrowDown: () => focus(tree, items[place + 1]),
    ArrowUp: () => focus(tree, items[place - 1]),
    Home: () => focus(tree, items[0]),
    End: () => focus(tree, items.at(-1)),
    ArrowRight: () => {
      if (expanded === "false") openItem(item);
      else if (expanded === "true") focus(tree, item.querySelector(":scope > ul > li"));
    },
    ArrowLeft: () => {
      if (expanded === "true") closeItem(item);
      else focus(tree, item.parentElement.closest("li"));
    },
    Enter: () => item.querySelector(":scope > .row a.item").click(),
    " ": () => expanded !== null && toggleItem(tree, item),
    "*": () => {
      for (const one of item.parentElement.children) if (one.getAttribute("aria-expanded") === "false") openItem(one);
    },
  };
  if (moves[event.key]) {
    event.preventDefault();
    moves[event.key]();
  } else if (event.key.length === 1) {
    find(tree, items, place, event.key);
  }
}

/** Moves to the next item whose code or name begins with the typed characters. */
function find(tree, items, place, key) {
  const now = Date.now();
  typed = now - typedAt < 800 ? typed + key : key;
  typedAt = now;
  const wanted = typed.toLocaleLowerCase();
  const from = typed.length > 1 ? place : place + 1;
  const found = [...items.slice(from), ...items.slice(0, from)].find((item) => {
    const code = item.querySelector(":scope > .row code").textContent;
    const name = item.querySelector(":scope > .row a.item").textContent.replace(code, "").trim();
    return code.startsWith(wanted) || name.toLocaleLowerCase().startsWith(wanted);
  });
  focus(tree, found);
}
