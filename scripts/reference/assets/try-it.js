// Sends the request of the form #try-it to a mock on this machine; the page's
// Content-Security-Policy refuses any other host.
const form = document.querySelector("#try-it");
const { mock, prefer, body } = form.elements;
const TIMEOUT_MS = 15_000;
const status = form.querySelector("[role=status]");

function show(title, text = "") {
  const heading = document.createElement("p");
  const bold = document.createElement("strong");
  bold.textContent = title;
  heading.append(bold);
  status.replaceChildren(heading);
  if (text === "") return;
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.textContent = text;
  status.append(pre);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Lists the violations that a response names, each with a link to its field. */
function showViolations(text) {
  let violations;
  try {
    ({ violations = [] } = JSON.parse(text));
  } catch {
    return;
  }
  const list = document.createElement("ul");
  for (const { fact, message } of violations) {
    const link = document.createElement("a");
    const anchor = fact.replace(/^\w+\./, "");
    link.textContent = fact;
    if (document.getElementById(anchor) !== null) link.href = `#${anchor}`;
    const item = document.createElement("li");
    item.append(link, ` ${message}`);
    list.append(item);
  }
  status.append(list);
}

/** Returns the address to send to, or says what is wrong with it. */
function target() {
  const base = URL.canParse(mock.value) ? new URL(mock.value) : undefined;
  const here = base?.protocol === "http:" && ["127.0.0.1", "localhost"].includes(base.hostname);
  mock.setCustomValidity(
    here ? "" : "Only a mock on this machine: http://127.0.0.1 or http://localhost, with its port.",
  );
  return mock.reportValidity() ? base.origin + form.dataset.path : undefined;
}

async function send(url) {
  show("Sending…");
  try {
    const response = await fetch(url, {
      method: form.dataset.method,
      headers: {
        "Content-Type": "application/json",
        Prefer: prefer.value,
        ...JSON.parse(form.dataset.headers),
      },
      body: body.value,
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    show(`HTTP ${response.status}`, pretty(text));
    showViolations(text);
  } catch (error) {
    const command = `npx enkash-contract mock --cors ${location.origin}`;
    const why = `${error.message}. Is the mock running? Start it with: ${command}`;
    show(`No response from ${new URL(url).origin}.`, why);
  }
}

mock.addEventListener("input", () => mock.setCustomValidity(""));
prefer.addEventListener("change", () => {
  const { example } = prefer.selectedOptions[0].dataset;
  if (example === undefined) return;
  body.value = document.getElementById(`example.${example}.request`).textContent;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const url = target();
  if (url !== undefined) send(url);
});
form.hidden = false;
