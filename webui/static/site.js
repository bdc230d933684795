// Everything works without this file. It adds conveniences and stores nothing.

// What only helps where scripts run.
for (const each of document.querySelectorAll("[data-scripted]")) {
  each.hidden = false;
}

// Steps from mark to mark on an article page, by button.
const steps = document.querySelector("[data-steps]");
const marks = [...document.querySelectorAll("mark[id]")];

const current = () => marks.findIndex((mark) => `#${mark.id}` === location.hash);

// The first mark below the top of the window, where the reader has not stepped yet.
const nearest = () => Math.max(marks.findIndex((mark) => mark.getBoundingClientRect().top > 0), 0);

function step(by) {
  const from = current();
  const to = from < 0 ? nearest() : (from + by + marks.length) % marks.length;
  location.replace(`#${marks[to].id}`); // replace: "back" leads to the results, not through the marks
  place.textContent = `${to + 1} / ${marks.length}`;
}

function button(text, by) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => step(by));
  return made;
}

const place = document.createElement("span");
place.className = "place";
place.setAttribute("role", "status");

if (steps && marks.length) {
  steps.replaceChildren(button(steps.dataset.previous, -1), button(steps.dataset.next, 1), place);
}

// Older browsers cannot show folded filters or pages beside the text on a wide window: unfold them there.
const folded = document.querySelector("details.filters, details.original");
if (folded && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 56rem)").matches) {
  folded.open = true;
}
