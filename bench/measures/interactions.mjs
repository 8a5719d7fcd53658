// INP: the worst interaction of a short session, with real input and 4× CPU throttling.
import { withPage } from "../browser.mjs";
import { settle } from "../clock.mjs";
import { find, loadAll, open } from "../subjects.mjs";

const COUNT = 10_000;

export async function interactions({ browser, addresses, results, samples }) {
  for (let i = 0; i < Math.min(samples, 3); i++) {
    await withPage(browser, async (page, cdp) => {
      await page.evaluateOnNewDocument(() => {
        window.interactions = [];
        new PerformanceObserver((list) => window.interactions.push(...list.getEntries().filter((entry) => entry.interactionId))).observe({ type: "event", durationThreshold: 16, buffered: true });
      });
      await open(page, addresses.panel, COUNT);
      await loadAll(page, COUNT);
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await session(page);
      const worst = await page.evaluate(() => window.interactions.reduce((worst, { duration, name, target }) => (duration > worst.duration ? { duration, name, target: target?.id || target?.textContent?.slice(0, 20) || "" } : worst), { duration: 0 }));
      results.add("inp", "panel", worst.duration);
      results.note(`Worst interaction of a session: ${worst.name || "none over 16 ms"} ${worst.target || ""} ${worst.duration} ms.`);
    });
  }
}

async function session(page) {
  const press = async (handle) => {
    if (!handle) return;
    await handle.click();
    await settle(page);
  };
  const starting = (role, words) => page.$(`::-p-xpath(//*[@role="${role}" or name()="${role}"][starts-with(normalize-space(), "${words}")])`);
  await press(await starting("tab", "West Coast (CA1)"));
  await press(await starting("tab", "All regions"));
  if (await find(page, "searchbox", "Search")) {
    await page.keyboard.press("/");
    for (const letter of "241") {
      await page.keyboard.press(letter);
      await settle(page);
    }
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("Backspace");
      await settle(page);
    }
  }
  for (const name of ["IP address", "Region", "Assigned to", "Claimed"]) {
    await press(await page.$(`::-p-xpath(//*[@role="columnheader"]//button[starts-with(normalize-space(), "${name}")])`));
  }
  await press(await starting("button", "Claim IP"));
  await page.keyboard.press("Escape");
  await settle(page);
  await press(await page.$("tbody [role=row] button.copy"));
  await press(await page.$("tbody [role=row] .actions button:last-child"));
  await page.keyboard.press("Escape");
  await settle(page);
}
