// Opens the answer of a form below it. Without this file the form leads to the answer.

const MOST = 60_000; // characters shown of one answer
const says = document.getElementById("says").dataset;
const pattern = document.getElementById("answer");
const asked = new WeakMap(); // form to the request that it waits for

function address(form) {
  const given = new FormData(form);
  const path = form.dataset.path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = given.get(name);
    given.delete(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams([...given].filter(([, value]) => value));
  return new URL(path + (query.size ? `?${query}` : ""), location);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function pretty(text, type) {
  return type.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

function answer(form, url, response, text, took) {
  const shown = pattern.content.cloneNode(true);
  const part = (name) => shown.querySelector(`.${name}`);
  const body = pretty(text, response.headers.get("Content-Type") ?? "");
  part("status").textContent = `${response.status} ${response.statusText}`.trim();
  part("time").textContent = `${Math.round(took)} ms`;
  part("size").textContent = `${(new Blob([text]).size / 1000).toFixed(1)} kB`;
  part("address").href = url.href;
  part("address").textContent = decodeURI(url.pathname + url.search);
  part("headers").textContent = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  part("body").textContent = body.slice(0, MOST);
  part("cut").hidden = body.length <= MOST;
  copying(part("copy-address"), form, url);
  form.querySelector(".answer").replaceChildren(shown);
}

function copying(button, form, url) {
  button.hidden = !navigator.clipboard; // only where the page came over HTTPS or from this machine
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(url.href);
      say(form, says.copied);
    } catch {
      say(form, says.notCopied);
    }
  });
}

function say(form, text) {
  form.querySelector(".state").textContent = text;
}

async function ask(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const url = address(form);
  const stop = new AbortController();
  asked.get(form)?.abort();
  asked.set(form, stop);
  form.querySelector(".curl").textContent = `curl -s --compressed ${quoted(url.href)}`;
  say(form, says.asking);
  const started = performance.now();
  try {
    const response = await fetch(url, { signal: stop.signal });
    const text = await response.text();
    answer(form, url, response, text, performance.now() - started);
    say(form, says.arrived);
  } catch {
    if (!stop.signal.aborted) say(form, says.failed);
  }
}

for (const form of document.querySelectorAll("form[data-path]")) form.addEventListener("submit", ask);
