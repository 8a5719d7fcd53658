// Nodes of the document at 1,000 and 1,000,000 addresses, during and after a scroll.
import { startClock } from "../clock.mjs";
import { withPage } from "../browser.mjs";
import { memory, nodes } from "../memory.mjs";
import { list, loadAll, open } from "../subjects.mjs";
import { scroll } from "../scroll.mjs";

// A million addresses take 8,334 requests; after this time, the loaded part is measured.
const LIMIT = 120_000;

export async function sizes({ browser, addresses, results }) {
  for (const count of [1_000, 1_000_000]) {
    for (const [subject, address] of Object.entries(addresses)) {
      await withPage(browser, async (page, cdp) => {
        await startClock(cdp);
        await open(page, address, count);
        await load(page, count, `${count.toLocaleString("en")} addresses, ${subject}`, results);
        const scroller = await list(page);
        const { spent } = await scroll(page, cdp, scroller, 400);
        const { elements } = await nodes(page);
        results.add(`nodes-${count}`, subject, elements);
        if (count === 1_000_000) {
          results.add("million-scroll", subject, spent.task);
          const { all } = await memory(page, cdp);
          results.add("million-memory", subject, all / 1e6);
        }
      });
    }
  }
}

async function load(page, count, what, results) {
  const started = Date.now();
  try {
    await loadAll(page, count, LIMIT);
    results.note(`${what}: loaded in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  } catch (error) {
    if (error.name !== "TimeoutError") throw error;
    results.note(`${what}: not all loaded within ${LIMIT / 1000} s: ${await page.$eval("footer", (line) => line.textContent.trim())}.`);
  }
}
