// The panel's screen in hand-written JavaScript: the floor of what the browser needs.

import { Columns } from "./columns.js";
import { Loader } from "./load.js";
import { Machines } from "./machines.js";
import { Rows } from "./rows.js";
import { View } from "./view.js";

const $ = (selector) => document.querySelector(selector);
const columns = new Columns();
const machines = new Machines();
const view = new View(columns, machines);
const rows = new Rows($(".list"), $(".rows"), columns, machines, view);
const table = $(".addresses");
const words = ["all", "assigned", "idle", "orphaned", "filter-all", "filter-assigned", "filter-idle", "filter-orphaned", "status"].map((id) => document.getElementById(id).firstChild);
const parts = [...$(".usage-bar").children];
const sizes = parts.map(() => -1);
const orphans = $("input[value=orphaned]");
const [, , key] = sessionStorage.getItem("public-ips.key").split("\n");
const loader = new Loader(key, columns, machines, changed);
const loadAll = $("#load-all");
let orphaned = 0;

function say(index, text) {
  if (words[index].data !== text) words[index].data = text;
}

function count() {
  if (machines.whole) orphaned = columns.link(machines);
  if (machines.whole && orphans.disabled) orphans.disabled = false;
  const numbers = [columns.count, columns.count - columns.idle - orphaned, columns.idle, orphaned];
  numbers.forEach((number, i) => (say(i, String(number)), say(i + 4, String(number))));
  numbers.slice(1).forEach((number, i) => {
    if (sizes[i] === number) return;
    sizes[i] = number;
    parts[i].style.flexGrow = number;
    parts[i].hidden = number === 0;
  });
}

// After a change of the loaded data.
function changed() {
  count();
  show();
}

function show() {
  view.update();
  rows.refresh();
  const found = view.needle === "" ? "" : `${view.count} found in `;
  say(8, loader.complete ? `${found}${columns.count} addresses, all loaded` : `${found}${columns.count} loaded, more exist`);
  table.setAttribute("aria-rowcount", loader.complete ? view.count + 1 : -1);
  if (loader.complete && !loadAll.hidden) loadAll.hidden = true;
}

$(".filter").addEventListener("change", ({ target }) => {
  view.use = target.value;
  $(".list").scrollTop = 0;
  show();
});

$("[role=searchbox]").addEventListener("input", (event) => {
  view.needle = event.target.value.trim().toLowerCase();
  $(".list").scrollTop = 0;
  show();
});

$(".row-head").addEventListener("click", (event) => {
  const by = event.target.dataset.by;
  if (!by) return;
  view.reversed = by === view.by && !view.reversed;
  $("[aria-sort]").removeAttribute("aria-sort");
  event.target.parentElement.setAttribute("aria-sort", view.reversed === (by === "claimed") ? "ascending" : "descending");
  view.by = by;
  show();
});

$(".tabs").addEventListener("click", (event) => {
  const region = event.target.dataset.region;
  if (region === undefined) return;
  $("[role=tab][aria-selected=true]").setAttribute("aria-selected", "false");
  event.target.setAttribute("aria-selected", "true");
  view.region = region;
  $(".list").scrollTop = 0;
  show();
});

loadAll.addEventListener("click", () => loader.all());
loader.first();
