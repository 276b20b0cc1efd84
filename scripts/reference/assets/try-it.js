// Sends the request of the form #try-it to a mock on this machine. The page's Content-Security-Policy refuses any other host.
const form = document.querySelector("#try-it");
const { mock, example, body } = form.elements;
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
      // The mock responds with the example that belongs to the request.
      headers: {
        "Content-Type": "application/json",
        Prefer: `example=${example.value}`,
        ...JSON.parse(form.dataset.headers),
      },
      body: body.value,
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    show(`HTTP ${response.status}`, pretty(await response.text()));
  } catch (error) {
    const why = `${error.message}. Is the mock running? Start it with: npx enkash-contract mock`;
    show(`No response from ${new URL(url).origin}.`, why);
  }
}

mock.addEventListener("input", () => mock.setCustomValidity(""));
example.addEventListener("change", () => {
  body.value = document.getElementById(`example.${example.value}.request`).textContent;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const url = target();
  if (url !== undefined) send(url);
});
form.hidden = false;
