// The articles that a reader picked: kept in this browser alone, shown as a link whose address is the whole list.
// Without this file nothing can be picked, and addresses of lists still open.

const KEY = "seogo.basket";
const UNDO = "seogo.basket.before"; // of this tab: what was cleared last, until it is brought back
const MOST = 500;

const link = document.querySelector("[data-basket]");
const said = document.querySelector("[data-basket-said]");
const buttons = [...document.querySelectorAll("[data-keep]")];
const list = document.querySelector("[data-list]");
const clear = document.querySelector("[data-clear]");
const adopt = document.querySelector("[data-adopt]");
const undo = document.querySelector("[data-undo]");

const isItem = (item) => typeof item?.id === "string" && typeof item?.title === "string";
const local = (number) => number.toLocaleString(document.documentElement.lang);

// What another program or an older page may have written there is no basket.
function kept() {
  try {
    const items = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(items) ? items.filter(isItem).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

const keep = (items) => localStorage.setItem(KEY, JSON.stringify(items));
const has = (items, id) => items.some((item) => item.id === id);
const without = (items, ids) => items.filter((item) => !ids.includes(item.id));

function address(ids) {
  return `${link.pathname}?${ids.map((id) => `id=${encodeURIComponent(id)}`).join("&")}`;
}

function words(count) {
  if (!count) return link.dataset.emptied;
  return count === 1 ? link.dataset.one : link.dataset.said.replace("{count}", local(count));
}

function draw() {
  const items = kept();
  link.hidden = !items.length;
  link.textContent = words(items.length);
  link.search = items.length ? new URL(address(items.map((item) => item.id)), location).search : "";
  for (const button of buttons) {
    const text = has(items, button.dataset.keep) ? link.dataset.kept : link.dataset.put;
    button.textContent = text;
    button.setAttribute("aria-label", `${text}: ${button.dataset.title}`);
    button.hidden = false;
  }
  if (adopt) adopt.hidden = listed().every(({ id }) => has(items, id));
}

function change(items) {
  if (items.length > MOST) {
    said.textContent = link.textContent = link.dataset.full.replace("{count}", local(MOST));
    return;
  }
  keep(items);
  draw();
  said.textContent = words(items.length);
}

function toggle({ dataset: { keep: id, title } }) {
  const items = kept();
  change(has(items, id) ? without(items, [id]) : [...items, { id, title }]);
}

// The articles of the list that is shown.
function listed() {
  return [...(list?.querySelectorAll("button[name=drop]") ?? [])].map(({ value, dataset }) => ({
    id: value,
    title: dataset.title,
  }));
}

// Whoever puts the list that he picked in another order picked that order.
function takeOrder() {
  const items = kept();
  const order = listed();
  if (items.length === order.length && order.every(({ id }) => has(items, id))) keep(order);
}

function clearing() {
  const ids = listed().map(({ id }) => id);
  sessionStorage.setItem(UNDO, JSON.stringify({ items: kept(), address: location.pathname + location.search }));
  keep(without(kept(), ids));
}

function bringBack() {
  const { items, address: back } = JSON.parse(sessionStorage.getItem(UNDO));
  sessionStorage.removeItem(UNDO);
  keep(items);
  location.assign(back);
}

function begin() {
  document.querySelector("[data-unscripted]")?.remove();
  takeOrder();
  draw();
  for (const button of buttons) button.addEventListener("click", () => toggle(button));
  list?.addEventListener("submit", ({ submitter }) => {
    if (submitter?.name === "drop") keep(without(kept(), [submitter.value]));
  });
  clear?.addEventListener("click", clearing);
  adopt?.addEventListener("click", () => {
    const items = kept();
    change([...items, ...listed().filter(({ id }) => !has(items, id))]);
  });
  if (undo && sessionStorage.getItem(UNDO)) {
    undo.hidden = false;
    undo.querySelector("button").addEventListener("click", bringBack);
  }
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && draw()); // other tabs
  addEventListener("pageshow", (event) => event.persisted && draw());
}

// A browser may refuse to keep anything; then nothing is offered.
function canKeep() {
  try {
    localStorage.setItem(`${KEY}.try`, "");
    localStorage.removeItem(`${KEY}.try`);
    return true;
  } catch {
    return false;
  }
}

if (link && canKeep()) begin();
