// The search dialog, a combobox over all that can be found. Loaded on request.
import { createSearch } from "./find.js";

const find = createSearch(DOCUMENTS);

const dialog = document.querySelector("dialog.search");
const input = dialog.querySelector("input");
const list = dialog.querySelector("ul");
const status = dialog.querySelector("[role=status]");

let selected = -1;

function select(index) {
  const options = list.children;
  if (options.length === 0) return;
  selected = (index + options.length) % options.length;
  for (const [position, item] of [...options].entries()) {
    item.setAttribute("aria-selected", String(position === selected));
  }
  input.setAttribute("aria-activedescendant", options[selected].id);
  options[selected].scrollIntoView({ block: "nearest" });
}

function option({ href, title, place }, index) {
  const item = document.createElement("li");
  item.id = `result-${index}`;
  item.role = "option";
  item.dataset.href = href;
  const [name, where] = [document.createElement("b"), document.createElement("span")];
  name.textContent = title;
  where.textContent = place;
  item.append(name, " ", where);
  return item;
}

function show() {
  const query = input.value.trim();
  const results = query === "" ? [] : find(query);
  list.replaceChildren(...results.map(option));
  input.setAttribute("aria-expanded", String(results.length > 0));
  input.removeAttribute("aria-activedescendant");
  list.hidden = results.length === 0;
  const count = results.length === 1 ? "1 result" : `${results.length} results`;
  status.textContent = query === "" ? "" : count;
  selected = -1;
  select(0);
}

function follow(chosen) {
  if (chosen === undefined || chosen === null) return;
  dialog.close();
  location.href = chosen.dataset.href;
}

input.addEventListener("input", show);
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") select(selected + 1);
  else if (event.key === "ArrowUp") select(selected - 1);
  else if (event.key === "Enter") follow(list.children[selected]);
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => follow(event.target.closest("li")));
// What was typed while this script was on its way.
show();
