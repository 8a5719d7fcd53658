// The same screen as the panel, by hand: the measure of what the browser can do.

import { Columns } from "./columns.js";
import { Loader } from "./load.js";
import { Rows } from "./rows.js";
import { View } from "./view.js";

const $ = (selector) => document.querySelector(selector);
const columns = new Columns();
const view = new View(columns);
const rows = new Rows($(".list"), $(".rows"), columns, view);
const table = $(".addresses");
const words = ["all", "assigned", "idle", "status"].map((id) => document.getElementById(id).firstChild);
const loader = new Loader(sessionStorage.getItem("public-ips.key"), columns, show);
const loadAll = $("#load-all");

function say(index, text) {
  if (words[index].data !== text) words[index].data = text;
}

function show() {
  view.update();
  rows.refresh();
  say(0, String(columns.count));
  say(1, String(columns.count - columns.idle));
  say(2, String(columns.idle));
  const found = view.needle === "" ? "" : `${view.count} found in `;
  say(3, loader.complete ? `${found}${columns.count} addresses, all loaded` : `${found}${columns.count} loaded, more exist`);
  table.setAttribute("aria-rowcount", loader.complete ? view.count + 1 : -1);
  if (loader.complete && !loadAll.hidden) loadAll.hidden = true;
}

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
