// Nodes of the document at 1,000 and 1,000,000 addresses, during and after a scroll.
import { startClock } from "../clock.mjs";
import { withPage } from "../browser.mjs";
import { memory, nodes } from "../memory.mjs";
import { list, loadAll, open } from "../subjects.mjs";
import { scroll } from "../scroll.mjs";

export async function sizes({ browser, addresses, results }) {
  for (const count of [1_000, 1_000_000]) {
    for (const [subject, address] of Object.entries(addresses)) {
      await withPage(browser, async (page, cdp) => {
        await startClock(cdp);
        await open(page, address, count);
        const started = Date.now();
        await loadAll(page, count);
        const seconds = (Date.now() - started) / 1000;
        if (count === 1_000_000) results.note(`Loading 1,000,000 addresses took ${subject === "panel" ? "the panel" : "the reference"} ${seconds.toFixed(0)} s.`);
        const scroller = await list(page);
        const { spent } = await scroll(page, cdp, scroller, 400);
        const { elements } = await nodes(page);
        results.add(`nodes-${count}`, subject, elements);
        if (count === 1_000_000) {
          results.add("million-scroll", subject, spent.task);
          const { heap, buffers } = await memory(page, cdp);
          results.add("million-memory", subject, (heap + buffers) / 1e6);
        }
      });
    }
  }
}
