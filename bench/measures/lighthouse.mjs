// Lighthouse's mobile scores of a first visit.
import lighthouse from "lighthouse";
import { withPage } from "../browser.mjs";

const CATEGORIES = { performance: "performance", accessibility: "accessibility", "best-practices": "best-practices" };

export async function lighthouseScores({ browser, addresses, results, samples }) {
  for (let i = 0; i < samples; i++) {
    await withPage(browser, async (page) => {
      const { lhr } = await lighthouse(addresses.panel, { onlyCategories: Object.keys(CATEGORIES), logLevel: "error", output: "json" }, undefined, page);
      for (const id of Object.keys(CATEGORIES)) {
        results.add(`lighthouse-${id}`, "panel", Math.round(lhr.categories[id].score * 100));
        for (const { id: audit, weight } of lhr.categories[id].auditRefs) {
          const { score, title, displayValue } = lhr.audits[audit];
          if (weight > 0 && score !== null && score < 0.9) results.note(`Lighthouse, below 90: ${title}${displayValue ? `, ${displayValue}` : ""}.`);
        }
      }
    });
  }
}
