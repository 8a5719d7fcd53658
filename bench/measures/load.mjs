// Load: from navigation to the first rows.
import { between, read, settle, startClock } from "../clock.mjs";
import { withPage } from "../browser.mjs";
import { interleaved } from "../results.mjs";
import { rowsThere, withKey } from "../subjects.mjs";
import { record } from "../network.mjs";
import { tasks } from "../trace.mjs";

const COUNT = 100_000;

export async function load({ browser, url, addresses, results, samples }) {
  // More samples than elsewhere: each takes only a second.
  await interleaved(samples * 2, addresses, (subject, address) =>
    withPage(browser, async (page, cdp) => {
      await prepared(page, cdp, url);
      await startClock(cdp);
      const before = await read(cdp);
      await page.goto(address);
      await rowsThere(page);
      await settle(page);
      const spent = between(before, await read(cdp));
      results.add("load-cpu", subject, spent.task);
      results.add("load-script", subject, spent.script);
      results.add("fcp", subject, await firstPaint(page));
      results.add("cls", subject, await shift(page));
    }),
  );
  await withPage(browser, (page, cdp) => network(page, cdp, addresses.panel, results));
  await interleaved(samples, addresses, (subject, address) =>
    withPage(browser, async (page, cdp) => {
      await prepared(page, cdp, url);
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      const found = await tasks(cdp, async () => {
        await page.goto(address);
        await rowsThere(page);
        await settle(page);
      });
      results.add("tasks-long", subject, found.filter(({ cpu }) => cpu > 50).length);
      results.add("task-longest", subject, Math.max(...found.map(({ cpu }) => cpu)));
    }),
  );
}

// Visits a page of the same origin first: the start of the renderer process is not measured.
async function prepared(page, cdp, url) {
  await withKey(page, COUNT);
  await page.goto(`${url}/config.json`);
}

function firstPaint(page) {
  return page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN);
}

// The sum of all layout shifts, an upper bound of the score.
function shift(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(0), 100);
      }),
  );
}

async function network(page, cdp, address, results) {
  await withKey(page, COUNT);
  const first = await record(cdp, async () => {
    await page.goto(address);
    await rowsThere(page);
  });
  const api = first.findIndex(({ path }) => path.startsWith("/v1/"));
  const before = first.slice(0, api);
  results.add("requests", "panel", before.length);
  results.add("waterfall", "panel", Math.max(...before.map(({ depth }) => depth)));
  results.note(`Requests before the first to the API, with their depth: ${before.map(({ path, depth }) => `${path.replace(/-[0-9a-f]{12,16}/, "")} ${depth}`).join(", ")}.`);
  await page.goto("about:blank");
  const again = await record(cdp, async () => {
    await page.goto(address);
    await rowsThere(page);
  });
  const moved = again.filter(({ path }) => !path.startsWith("/v1/"));
  results.add("repeat-bytes", "panel", moved.reduce((sum, { bytes }) => sum + bytes, 0));
  results.note(`Repeat visit, what the cache did not answer by itself: ${moved.filter(({ cached }) => !cached).map(({ path, status, bytes }) => `${path} ${status} (${bytes} bytes of body)`).join(", ") || "nothing"}.`);
}
