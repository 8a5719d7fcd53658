// A list of 100,000 addresses: load, mount, scroll, search, sort, memory.
import { between, cost, read, settle, startClock } from "../clock.mjs";
import { withPage } from "../browser.mjs";
import { memory, nodes, wasm } from "../memory.mjs";
import { interleaved } from "../results.mjs";
import { complete, list, machinesThere, open, the } from "../subjects.mjs";
import { scroll } from "../scroll.mjs";
import { tasks } from "../trace.mjs";

const COUNT = 100_000;
const STEPS = [40, 400, 4000];
const COLUMNS = { address: "IP address", region: "Region", machine: "Assigned to", claimed: "Claimed" };

export async function largeList({ browser, addresses, results, samples }) {
  await interleaved(samples, addresses, (subject, address) =>
    withPage(browser, async (page, cdp) => {
      const add = (metric, value) => results.add(metric, subject, value);
      await startClock(cdp);
      await open(page, address, COUNT);
      // The pointer is over the list, as with a mouse wheel.
      await page.mouse.move(640, 500);
      await takeIn(page, cdp, add);
      await machinesThere(page);
      await settle(page);
      await searching(page, cdp, add);
      await scrolling(page, cdp, add);
      await sorting(page, cdp, add);
      await tabs(page, cdp, add);
      await filters(page, cdp, add);
      if (subject === "panel") await palette(page, cdp, add);
      const found = await memory(page, cdp);
      add("memory", found.all / 1e6);
      if (subject === "panel") {
        add("memory-wasm", found.wasm / 1e6);
        add("memory-heap", found.heap / 1e6);
        add("memory-buffers", found.buffers / 1e6);
      }
    }),
  );
}

async function takeIn(page, cdp, add) {
  const button = await the(page, "button", "Load all");
  const before = await read(cdp);
  const found = await tasks(cdp, async () => {
    await button.evaluate((button) => button.click());
    await complete(page, COUNT);
  });
  const spent = between(before, await read(cdp));
  add("page-cpu", spent.task / (COUNT / 120));
  add("page-longest", Math.max(...found.map(({ cpu }) => cpu)));
}

async function searching(page, cdp, add) {
  const type = typing(page, cdp, await the(page, "searchbox", "Search"));
  await type("no such thing");
  add("mount", (await type("")).task);
  await type("24");
  both(add, "search", await type("241"));
  both(add, "search-clear", await type(""));
  await type("worker-00001");
  both(add, "search-name", await type("worker-000012"));
  await type("");
}

// Replaces the text of a field, as typing does.
const typing = (page, cdp, field) => (text) =>
  cost(page, cdp, field, (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);

async function scrolling(page, cdp, add) {
  const scroller = await list(page);
  for (const step of STEPS) {
    await settle(page);
    const { spent, created } = await scroll(page, cdp, scroller, step);
    add(`scroll-${step}`, spent.task);
    add(`scroll-${step}-work`, spent.work);
    add(`scroll-${step}-script`, spent.script);
    if (step === 400) add("scroll-created", created);
    if (step === 4000) {
      const { elements, all } = await nodes(page);
      add("nodes-100000", elements);
      add("nodes-100000-all", all);
    }
  }
  await steady(page, cdp, scroller, add);
  await scroller.evaluate((list) => (list.scrollTop = 0));
}

// Allocations of a scroll: wasm memory, and the JavaScript heap by V8's sampling.
async function steady(page, cdp, scroller, add) {
  const before = await wasm(cdp);
  await cdp.send("HeapProfiler.startSampling", { samplingInterval: 1024, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true });
  const { frames } = await scroll(page, cdp, scroller, 400);
  const { profile } = await cdp.send("HeapProfiler.stopSampling");
  add("scroll-garbage", profile.samples.reduce((sum, { size }) => sum + size, 0) / frames);
  add("scroll-wasm", ((await wasm(cdp)) - before) / 65_536);
}

async function sorting(page, cdp, add) {
  for (const [id, name] of Object.entries(COLUMNS)) {
    const button = await the(page, "button", name);
    both(add, `sort-${id}`, await cost(page, cdp, button, (button) => button.click()));
  }
}

async function tabs(page, cdp, add) {
  const tab = (name) => page.$(`::-p-xpath(//*[@role="tab"][starts-with(normalize-space(), "${name}")])`);
  const click = (button) => button.click();
  both(add, "tab", await cost(page, cdp, await tab("West Coast (CA1)"), click));
  both(add, "tab-all", await cost(page, cdp, await tab("All regions"), click));
}

async function filters(page, cdp, add) {
  const click = (radio) => radio.click();
  both(add, "filter", await cost(page, cdp, await the(page, "radio", "Idle"), click));
  both(add, "filter-all", await cost(page, cdp, await the(page, "radio", "All"), click));
}

// A letter without matches costs most: every row is searched.
async function palette(page, cdp, add) {
  await page.keyboard.down("Control");
  await page.keyboard.press("k");
  await page.keyboard.up("Control");
  const type = typing(page, cdp, await the(page, "combobox", "Command or address"));
  await type("q");
  both(add, "palette", await type("qz"));
  await page.keyboard.press("Escape");
}

// The whole cost, and the script's part; the browser draws rows in the rest.
function both(add, metric, { task, script }) {
  add(metric, task);
  add(`${metric}-script`, script);
}
