// Copy buttons, the choice of example and language, and the search on request.

/** Remembers a choice where the browser allows it, and forgets it where it does not. */
const memory = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // The choice holds for this page alone.
    }
  },
};

for (const figure of document.querySelectorAll("figure.code")) {
  const caption = figure.querySelector("figcaption");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${caption.textContent}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(figure.querySelector("code").textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(figure.querySelector("code"));
      button.textContent = "Selected";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  caption.append(button);
}

/** Shows the chosen one of several elements; all of them are printed. */
function choose(elements, isChosen) {
  for (const element of elements) {
    element.classList.toggle("chosen", isChosen(element));
    element.classList.toggle("unchosen", !isChosen(element));
  }
}

/** Indents all lines of an element but the first. */
function indentLines(element, spaces) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    text.data = text.data.replaceAll("\n", `\n${" ".repeat(spaces)}`);
  }
}

const chooser = document.querySelector(".chooser");
if (chooser !== null) {
  const [example, language] = chooser.querySelectorAll("select");
  const bodies = document.querySelectorAll("span[data-literal]");
  const literals = new Map(
    [...document.querySelectorAll("template[data-literal]")].map((template) => [
      `${template.dataset.example} ${template.dataset.literal}`,
      template.content,
    ]),
  );
  const showExample = () => {
    choose(
      document.querySelectorAll("section[data-example]"),
      (section) => section.dataset.example === example.value,
    );
    const request = document.getElementById(`example.${example.value}.request`);
    for (const body of bodies) {
      const { literal, indent } = body.dataset;
      const content = literals.get(`${example.value} ${literal}`) ?? request;
      body.replaceChildren(...content.cloneNode(true).childNodes);
      indentLines(body, Number(indent));
    }
  };
  const showLanguage = () =>
    choose(
      document.querySelectorAll("figure[data-language]"),
      (figure) => figure.dataset.language === language.value,
    );
  // A search result may ask for a language; otherwise it is the one chosen last.
  const chosen = new URLSearchParams(location.search).get("language") ?? memory.get("language");
  if ([...language.options].some(({ value }) => value === chosen)) language.value = chosen;
  example.addEventListener("change", showExample);
  language.addEventListener("change", () => {
    memory.set("language", language.value);
    showLanguage();
  });
  showExample();
  showLanguage();
  chooser.hidden = false;
}

const menu = document.querySelector("#menu");
menu.addEventListener("click", ({ target }) => {
  if (target.closest("a") !== null && menu.matches(":popover-open")) menu.hidePopover();
});

const searchButton = document.querySelector(".search-open");
const searchDialog = document.querySelector("dialog.search");
let searchLoads = false;

/** Opens the search. Its script and what can be found are loaded the first time. */
function openSearch() {
  if (!searchDialog.open) searchDialog.showModal();
  searchDialog.querySelector("input").select();
  if (searchLoads) return;
  searchLoads = true;
  const script = document.createElement("script");
  script.src = "search.js";
  script.addEventListener("error", () => {
    searchLoads = false;
    searchDialog.querySelector("[role=status]").textContent = "The search could not be loaded.";
  });
  document.head.append(script);
}

searchDialog.querySelector("button").addEventListener("click", () => searchDialog.close());
searchDialog.addEventListener("click", ({ target }) => {
  if (target === searchDialog) searchDialog.close();
});
searchButton.addEventListener("click", openSearch);
searchButton.hidden = false;
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select") != null;
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const shortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !shortcut) return;
  event.preventDefault();
  openSearch();
});
