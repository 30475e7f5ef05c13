// Makes the search box a combobox with a list of suggestions (ARIA APG: editable, list autocomplete, manual selection).
// Without this script the box is a form that leads to the search page.

const WAIT_MS = 90;
const input = document.querySelector("form.search input[data-suggest]");
if (input) begin(input);

function begin(input) {
  const list = add("ul", { id: "suggestions", role: "listbox", "aria-label": input.dataset.list, hidden: "" }, input.parentElement);
  const status = add("p", { role: "status", class: "visually-hidden" }, input.parentElement);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let active = -1;
  let timer = 0;
  let asked = new AbortController();

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    active = number;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    const option = options()[active];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(suggestions) {
    list.replaceChildren();
    suggestions.forEach((one, place) => {
      const option = add("li", { id: `suggestion-${place}`, role: "option", "aria-selected": "false" }, list);
      option.dataset.href = address(one.document);
      add("span", one.language ? { lang: one.language } : {}, option, one.name);
      add("small", {}, option, one.matched ? `${one.about} – ${one.matched}` : one.about);
    });
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    status.textContent = suggestions.length ? `${suggestions.length} ${input.dataset.found}` : input.dataset.none;
    choose(-1);
  }

  async function ask() {
    const typed = input.value.trim();
    if (!typed) return close();
    asked.abort();
    asked = new AbortController();
    try {
      const response = await fetch(input.dataset.suggest + encodeURIComponent(typed), {
        signal: asked.signal, headers: { Accept: "application/json" },
      });
      if (response.ok) show((await response.json()).suggestions);
    } catch (fault) {
      if (fault.name !== "AbortError") close(); // the form works all the same
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });

  input.addEventListener("keydown", (event) => {
    const many = options().length;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void ask();
      // Past either end of the list, the focus is in the box.
      const next = active + (event.key === "ArrowDown" ? 1 : -1);
      choose(next >= many ? -1 : next < -1 ? many - 1 : next);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.href);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // the next one empties the box, as browsers do
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });

  // Keep the focus in the box between pressing and clicking.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  input.addEventListener("blur", close);
}

function add(name, attributes, parent, words = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = words;
  parent.append(made);
  return made;
}

// Keep a language chosen in the address of this page.
function address(path) {
  const language = new URLSearchParams(location.search).get("lang");
  return language ? `${path}?lang=${encodeURIComponent(language)}` : path;
}
