// Leaks: growth between round 100 and round 1,000 of tab, dialog, sign-out and sign-in.
import { read, settle, startClock } from "../clock.mjs";
import { withPage } from "../browser.mjs";
import { memory } from "../memory.mjs";
import { KEY, open } from "../subjects.mjs";

const ROUNDS = 1_000;
const WARM = 100;

export async function cycles({ browser, addresses, results }) {
  await withPage(browser, async (page, cdp) => {
    await startClock(cdp);
    await open(page, addresses.panel, 1_000);
    await rounds(page, WARM);
    const before = await left(page, cdp);
    await rounds(page, ROUNDS - WARM);
    const after = await left(page, cdp);
    for (const name of Object.keys(before)) results.add(`cycles-${name}`, "panel", after[name] - before[name]);
  });
}

async function left(page, cdp) {
  await settle(page);
  const { heap, wasm } = await memory(page, cdp);
  const { JSEventListeners, Nodes } = await read(cdp);
  return { wasm: wasm / 1e3, heap: heap / 1e3, listeners: JSEventListeners, nodes: Nodes };
}

// The rounds run inside the page, in hundreds: by remote control they would take many minutes, and the driver times out
// on a call of minutes.
async function rounds(page, count) {
  for (let done = 0; done < count; done += WARM) await hundred(page);
}

function hundred(page) {
  return page.evaluate(
    async (count, key) => {
      const named = (selector, words) => [...document.querySelectorAll(selector)].find((found) => (found.getAttribute("aria-label") || found.textContent).trim().startsWith(words) && found.checkVisibility());
      const wait = async (look, what) => {
        for (let turn = 0; turn < 2_000; turn++) {
          const found = look();
          if (found) return found;
          await new Promise((next) => setTimeout(next, 1));
        }
        throw new Error(`waited in vain for ${what}`);
      };
      const press = async (selector, words) => (await wait(() => named(selector, words), words)).click();
      const rows = () => document.querySelector("tbody [role=rowheader]")?.checkVisibility();
      for (let round = 0; round < count; round++) {
        await press("[role=tab]", "West Coast (CA1)");
        await press("[role=tab]", "All regions");
        await wait(rows, "rows");
        await press("button", "Claim IP");
        await press("dialog button", "Cancel");
        await wait(() => !document.querySelector("dialog[open]"), "the closed dialog");
        await press("button", "Sign out");
        const field = await wait(() => document.querySelector("form input"), "the field of the key");
        field.value = key;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await press("form button", "Sign in");
        await wait(rows, "rows");
      }
    },
    WARM,
    KEY(1_000),
  );
}
