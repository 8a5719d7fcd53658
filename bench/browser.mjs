// The system's Chromium, and a fresh page for each sample.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium throttles background pages.
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
];

export function chromium() {
  const folders = (process.env.PATH || "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error(`none of ${NAMES.join(", ")} is on the PATH: install Chromium, then run the command again.`);
  return found;
}

export function launch() {
  return puppeteer.launch({ executablePath: chromium(), headless: true, args: FLAGS, defaultViewport: { width: 1280, height: 800 } });
}

// Calls `use` with a page in a new browser context.
export async function withPage(browser, use) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const cdp = await page.createCDPSession();
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    const result = await use(page, cdp);
    if (faults.length > 0) throw new Error(`the page failed: ${faults[0]}`);
    return result;
  } finally {
    await context.close();
  }
}
