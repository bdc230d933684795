// A button beside each citation that copies it. Without this file one click selects it whole.

for (const citation of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break; // only where the page came over HTTPS or from this machine
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "복사";
  button.setAttribute("aria-label", `${citation.getAttribute("aria-label")} 복사`);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(citation.textContent);
      said.textContent = "복사했습니다.";
    } catch {
      getSelection().selectAllChildren(citation);
      said.textContent = "골라 두었습니다. Ctrl+C를 누르세요.";
    }
  });
  const line = document.createElement("p");
  line.className = "copy";
  line.append(button, " ", said);
  citation.after(line);
}
