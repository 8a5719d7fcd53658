// The two measured pages, and queries by role and name that work in both.

export const KEY = (count) => `large-${count}`;

export const subjects = (url) => ({ panel: `${url}/`, reference: `${url}/reference/index.html` });

// The stored session, as after a reload: start, last activity, key. The page opens the list directly.
export async function withKey(page, count) {
  await page.evaluateOnNewDocument((key) => {
    // The blank page between two visits has no storage.
    if (location.protocol.startsWith("http")) sessionStorage.setItem("public-ips.key", `${Date.now()}\n${Date.now()}\n${key}`);
  }, KEY(count));
}

export async function open(page, address, count) {
  await withKey(page, count);
  await page.goto(address, { waitUntil: "load" });
  await rowsThere(page);
}

export async function rowsThere(page) {
  await page.waitForFunction(() => document.querySelector("tbody [role=rowheader]")?.checkVisibility(), { polling: "mutation" });
}

// An element by role and accessible name, or null.
export function find(page, role, name) {
  return page.$(`::-p-aria([name="${name}"][role="${role}"])`);
}

export async function the(page, role, name) {
  const found = await find(page, role, name);
  if (!found) throw new Error(`there is no ${role} "${name}" in ${page.url()}.`);
  return found;
}

// The scrolling element: the panel of the selected tab.
export const list = (page) => page.$("[role=tabpanel]");

// Loads all addresses, and checks the count.
export async function loadAll(page, count, limit) {
  const button = await the(page, "button", "Load all");
  await button.evaluate((button) => button.click());
  await complete(page, count, limit);
}

// Waits for the machines, which are loaded in the background: then the filter for orphans is enabled.
export async function machinesThere(page, limit = 300_000) {
  const orphaned = await the(page, "radio", "Orphaned");
  await page.waitForFunction((radio) => !radio.disabled, { polling: 100, timeout: limit }, orphaned);
}

// `limit` in ms.
export async function complete(page, count, limit = 300_000) {
  await page.waitForFunction(
    (count) => {
      const line = document.querySelector("footer")?.textContent.replaceAll(",", "") || "";
      return line.includes("all loaded") && line.includes(String(count));
    },
    { polling: 100, timeout: limit },
    count,
  );
}
