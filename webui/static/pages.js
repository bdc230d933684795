// Beside the text stands the page that is being read. Without this file the pages are leafed through by hand.

const sheets = document.querySelector(".sheets");
const text = document.querySelector(".text");
const turns = [...document.querySelectorAll(".turn")];
const beside = matchMedia("(min-width: 56rem)");

// What is read stands in the upper part of the window.
const READING = 0.35;

let shown = "";

const topOf = (element) => element.getBoundingClientRect().top;

// The page being read, and whether in its lower half, which may have no room in the window.
function reading() {
  const line = innerHeight * READING;
  const passed = turns.filter((turn) => topOf(turn) <= line).length;
  const turn = turns[Math.max(passed - 1, 0)];
  const end = passed < turns.length ? topOf(turns[passed]) : text.getBoundingClientRect().bottom;
  return [turn.dataset.page, line > (topOf(turn) + end) / 2];
}

function show(page, lower) {
  const sheet = document.getElementById(`page${page}`);
  const head = sheets.querySelector(".meta").offsetHeight;
  const hidden = Math.max(sheet.offsetHeight + head - sheets.clientHeight, 0);
  sheets.scrollTop = sheet.offsetTop - head + (lower ? hidden : 0);
}

// Pages move only when another one is read, so that a reader who leafs through them is left alone.
function follow() {
  if (!beside.matches) return;
  const [page, lower] = reading();
  if (`${page} ${lower}` === shown) return;
  shown = `${page} ${lower}`;
  show(page, lower);
}

let asked = false;
function soon() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    follow();
  });
}

if (sheets && turns.length) {
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  for (const turn of turns) {
    turn.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(turn.dataset.page, false);
    });
  }
  follow();
}
