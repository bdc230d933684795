// Uploads with progress, and by dragging. Without this file the form sends all files at once.

const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const drop = form.querySelector("[data-drop]");
const list = form.querySelector("[data-progress]");
const { most, suffixes, token, waiting, kept, tooLarge, wrong, failed } = form.dataset;

// Why a file need not be sent at all; the server judges again.
function refused(file) {
  const name = file.name.toLowerCase();
  if (!suffixes.split(" ").some((suffix) => name.endsWith(suffix))) return wrong;
  return file.size > Number(most) ? tooLarge : "";
}

function line(file) {
  const item = document.createElement("li");
  const said = document.createElement("span");
  said.textContent = `${file.name}: ${waiting}`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(said, bar);
  list.append(item);
  return {
    move: (part) => { bar.value = part; },
    end: (message) => { said.textContent = `${file.name}: ${message}`; bar.remove(); },
  };
}

// What the server answers, and whether it has kept the file.
function send(file, shown) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRF-Token", token);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => shown.move(event.loaded / event.total));
    request.addEventListener("loadend", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* said below */ }
      const told = answer.problems?.[0] ?? answer.error?.message ?? failed;
      shown.end(request.status === 200 ? kept : told);
      resolve(request.status === 200);
    });
    request.send(body);
  });
}

async function sendAll(files) {
  list.replaceChildren();
  let all = true;
  for (const file of files) {
    const shown = line(file);
    const why = refused(file);
    if (why) shown.end(why);
    all = (!why && await send(file, shown)) && all;
  }
  input.value = "";
  // What was refused stays to be read; what was kept is in the list after the next look at the page.
  if (all && files.length) location.assign(location.pathname);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  sendAll([...input.files]);
});

drop.hidden = false;
for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) {
  form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.remove("over"); });
}
form.addEventListener("drop", (event) => sendAll([...event.dataTransfer.files]));
