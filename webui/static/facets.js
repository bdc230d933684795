// A box above a long list of filters that leaves only the values with what is typed. Without this file the list is read.

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s/g, "");

for (const list of document.querySelectorAll("[data-narrow]")) {
  const box = document.createElement("input");
  const said = document.createElement("p");
  const values = [...list.children].map((item) => [item, plain(item.textContent)]);
  box.type = "search";
  box.className = "narrow";
  box.placeholder = list.dataset.narrow;
  box.setAttribute("aria-label", list.dataset.narrow);
  said.className = "meta";
  said.setAttribute("role", "status");
  box.addEventListener("input", () => {
    const wanted = plain(box.value);
    const left = values.filter(([item, text]) => !(item.hidden = !text.includes(wanted)));
    said.textContent = left.length ? "" : list.dataset.none;
  });
  list.before(box, said);
}
