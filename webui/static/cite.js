// A button beside each citation, and beside the permanent link, that copies it. Without this file one click selects a
// citation whole. All words stand in the page: in the section, and in what is copied.

for (const copied of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break; // only where the page came over HTTPS or from this machine
  const words = copied.closest("[data-copy-word]").dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.copyWord;
  button.setAttribute("aria-label", copied.dataset.copy);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copied.textContent);
      said.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(copied);
      said.textContent = words.chosen;
    }
  });
  const line = document.createElement(copied.parentElement.tagName === "P" ? "span" : "p");
  line.className = "copy";
  line.append(button, " ", said);
  copied.after(line);
}
