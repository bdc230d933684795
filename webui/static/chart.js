// The bars as a filter of days: drag over them, or move and extend with arrows. Without this file each bar is a link,
// and the table behind the chart has them all. What it knows it reads from that table.

const spanOf = (one, other) => [Math.min(one, other), Math.max(one, other)];

class Chart {
  constructor(section) {
    this.plot = section.querySelector(".plot");
    this.bars = section.querySelector(".bars");
    this.table = [...section.querySelectorAll("tbody tr")].map((row) => ({
      period: row.cells[0].textContent.trim(),
      count: Number(row.cells[1].textContent.replace(/\D/g, "")),
    }));
    this.chosen = section.querySelectorAll(".bar.chosen");
    this.start = this.end = this.pressed = null;
    this.dragged = false;
    this.dress(section);
    this.listen();
  }

  // One stop for the keyboard, and a line that says what is being chosen.
  dress(section) {
    const said = this.plot.dataset;
    const help = document.createElement("p");
    help.id = "chart-help";
    help.className = "unseen";
    help.textContent = said.help;
    this.line = document.createElement("p");
    this.line.className = "span";
    this.line.setAttribute("role", "status");
    this.hint = document.createElement("span");
    this.hint.textContent = said.hint;
    this.line.append(this.hint);
    section.querySelector("details").before(help, this.line);
    for (const [name, value] of Object.entries({
      tabindex: "0",
      role: "application",
      "aria-label": said.name,
      "aria-describedby": help.id,
    })) {
      this.plot.setAttribute(name, value);
    }
    this.stretch = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    this.stretch.setAttribute("class", "growing");
    this.stretch.setAttribute("height", this.bars.getAttribute("height"));
    this.bars.prepend(this.stretch);
  }

  listen() {
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.plot.addEventListener("focus", () => this.arrive());
    this.plot.addEventListener("blur", () => this.show(null, null));
    this.plot.addEventListener("pointerdown", (event) => this.press(event));
    this.plot.addEventListener("pointermove", (event) => this.drag(event));
    this.plot.addEventListener("pointerup", () => this.release());
    this.plot.addEventListener("pointercancel", () => this.giveUp());
    this.plot.addEventListener("dragstart", (event) => event.preventDefault()); // links would be carried away
    this.plot.addEventListener("click", (event) => this.dragged && event.preventDefault(), true);
  }

  arrive() {
    if (this.pressed !== null) return;
    const at = this.chosen.length ? Number(this.chosen[0].dataset.at) : this.table.length - 1;
    this.show(at, at);
  }

  // Bars from `start`, which stays, to `end`, which moves.
  show(start, end) {
    this.start = start;
    this.end = end;
    const [first, last] = start === null ? [0, -1] : spanOf(start, end);
    for (const bar of this.bars.querySelectorAll(".bar")) {
      bar.classList.toggle("picked", first <= bar.dataset.at && bar.dataset.at <= last);
    }
    this.bars.classList.toggle("picking", start !== null);
    this.stretch.setAttribute("x", `${(first / this.plot.dataset.places) * 100}%`);
    this.stretch.setAttribute("width", `${((last - first + 1) / this.plot.dataset.places) * 100}%`);
    if (start === null) this.line.replaceChildren(this.hint);
    else this.line.textContent = this.words(first, last);
  }

  words(first, last) {
    const one = this.table[first].period;
    const period = first === last ? one : `${one}–${this.table[last].period}`;
    const count = this.total(first, last);
    const said = this.plot.dataset;
    const pattern = { 0: said.none, 1: said.one }[count] ?? said.said;
    return pattern.replace("{period}", period).replace("{count}", count.toLocaleString(document.documentElement.lang));
  }

  total(first, last) {
    return this.table.slice(first, last + 1).reduce((sum, row) => sum + row.count, 0);
  }

  // One address for one state, as the server writes it: a year's first month is the year.
  go() {
    const [first, last] = spanOf(this.start, this.end);
    if (!this.total(first, last)) return;
    const from = this.table[first].period.replace(/-01$/, "");
    const to = this.table[last].period.replace(/-12$/, "");
    location.assign(this.plot.dataset.address.replace("from=0001&to=9999", `from=${from}&to=${to}`));
  }

  giveUp() {
    this.pressed = null;
    this.dragged = false;
    this.show(null, null);
    this.line.textContent = this.plot.dataset.givenUp;
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const last = this.table.length - 1;
    const to = {
      ArrowLeft: Math.max((this.end ?? last) - 1, 0),
      ArrowRight: Math.min((this.end ?? last - 1) + 1, last),
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined) this.show(event.shiftKey ? (this.start ?? to) : to, to);
    else if (event.key === "Enter" && this.start !== null) this.go();
    else if (event.key === "Escape" && this.start !== null) this.giveUp();
    else return;
    event.preventDefault();
  }

  at(event) {
    const { left, width } = this.bars.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * this.plot.dataset.places);
    return Math.min(Math.max(place, 0), this.table.length - 1);
  }

  press(event) {
    this.dragged = false;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.pressed = this.at(event);
  }

  // Only from the second bar on is it a drag; before, it is a click on a link.
  drag(event) {
    if (this.pressed === null) return;
    const at = this.at(event);
    if (at === this.pressed && !this.dragged) return;
    if (!this.dragged) this.plot.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.show(this.pressed, at);
  }

  release() {
    if (this.pressed === null) return;
    this.pressed = null;
    if (this.dragged) this.go();
  }
}

const charts = [...document.querySelectorAll(".chart")].map((section) => new Chart(section));

// A page that comes back from the browser's memory begins anew.
addEventListener("pageshow", (event) => event.persisted && charts.forEach((chart) => chart.show(null, null)));
