// Completions below the search box: a combobox with a list, as the ARIA Authoring Practices describe it.
// Without this file the box is a plain search box.

const form = document.querySelector("[data-completions]");
const box = form.elements.q;
const list = document.createElement("ul");
const WAIT = 80; // ms without a key before the server is asked
// Texts in the language of the page; # stands for a number.
const { completionsLabel = "이어 쓸 말", completionsOne = "#편", completionsMany = "#편" } = form.dataset;

let asked = box.value; // what the list is for, or was
let timer;
let request;

list.id = "completions";
list.className = "completions";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", completionsLabel);
box.after(list);
for (const [name, value] of Object.entries({
  role: "combobox",
  autocomplete: "off",
  "aria-autocomplete": "list",
  "aria-controls": list.id,
  "aria-expanded": "false",
})) {
  box.setAttribute(name, value);
}

const options = () => [...list.children];
const chosen = () => options().findIndex((each) => each.getAttribute("aria-selected") === "true");

function close() {
  clearTimeout(timer);
  request?.abort();
  list.hidden = true;
  list.replaceChildren();
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(at) {
  options().forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
  const option = list.children[at];
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function take(option) {
  box.value = option.dataset.text;
  asked = box.value;
  close();
  form.requestSubmit();
}

function line({ text, count }, place) {
  const option = document.createElement("li");
  const words = document.createElement("span");
  const number = document.createElement("span");
  words.textContent = text;
  words.lang = "ko"; // completions are words of the articles
  number.className = "count";
  const said = count === 1 ? completionsOne : completionsMany;
  number.textContent = said.replace("#", count.toLocaleString(document.documentElement.lang));
  option.id = `completion-${place}`;
  option.dataset.text = text;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.append(words, " ", number);
  return option;
}

function show(completions) {
  list.replaceChildren(...completions.map(line));
  list.hidden = !completions.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

async function ask() {
  const own = new AbortController();
  request = own;
  try {
    const answer = await fetch(`${form.dataset.completions}?q=${encodeURIComponent(asked)}`, { signal: own.signal });
    const completions = answer.ok ? await answer.json() : [];
    if (request === own && document.activeElement === box) {
      show(completions);
    }
  } catch {
    // Overtaken by the next key, or no answer: the box still searches.
  }
}

// A syllable that is being composed is in the value already.
function typed() {
  if (box.value === asked) {
    return;
  }
  asked = box.value;
  clearTimeout(timer);
  request?.abort();
  if (asked.trim()) {
    timer = setTimeout(ask, WAIT);
  } else {
    close();
  }
}

function move(event) {
  const last = list.children.length - 1;
  const at = chosen();
  const to = {
    ArrowDown: at < last ? at + 1 : -1,
    ArrowUp: at < 0 ? last : at - 1,
    Home: at < 0 ? undefined : 0,
    End: at < 0 ? undefined : last,
  }[event.key];
  if (to !== undefined) {
    choose(to);
    event.preventDefault();
  }
}

box.addEventListener("input", typed);
box.addEventListener("compositionupdate", () => setTimeout(typed));
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
  // Enter and arrows belong to the input method while it composes.
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
    return;
  }
  if (list.hidden) {
    if (event.key === "ArrowDown" && box.value.trim()) {
      event.preventDefault();
      asked = box.value;
      ask();
    }
  } else if (event.key === "Escape") {
    event.preventDefault(); // it would empty the box
    close();
  } else if (event.key === "Enter" && chosen() >= 0) {
    event.preventDefault();
    take(list.children[chosen()]);
  } else {
    move(event);
  }
});
list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) {
    take(option);
  }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
