// Measures the panel against the reference and writes docs/performance.md; started by `cargo xtask bench`.
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { bytes } from "./measures/bytes.mjs";
import { load } from "./measures/load.mjs";
import { largeList } from "./measures/list.mjs";
import { sizes } from "./measures/sizes.mjs";
import { loadingAll } from "./measures/load-all.mjs";
import { cycles } from "./measures/cycles.mjs";
import { interactions } from "./measures/interactions.mjs";
import { lighthouseScores } from "./measures/lighthouse.mjs";
import { report } from "./report.mjs";
import { Results } from "./results.mjs";
import { serve } from "./server.mjs";
import { stage } from "./site.mjs";
import { subjects } from "./subjects.mjs";

const MEASURES = { bytes, load, list: largeList, sizes, "load-all": loadingAll, cycles, interactions, lighthouse: lighthouseScores };

const { values: options } = parseArgs({
  options: {
    dist: { type: "string" },
    reference: { type: "string" },
    site: { type: "string" },
    server: { type: "string" },
    document: { type: "string" },
    only: { type: "string", default: Object.keys(MEASURES).join(",") },
    samples: { type: "string", default: "5" },
  },
});

const wanted = options.only.split(",");
const unknown = wanted.find((name) => !(name in MEASURES));
if (unknown) throw new Error(`--only takes ${Object.keys(MEASURES).join(", ")}; there is no "${unknown}".`);
stage(options);
const { url, stop } = await serve(options.server, options.site);
const browser = await launch();
const results = new Results();
const context = { browser, url, addresses: subjects(url), results, samples: Number(options.samples), dist: options.dist, site: options.site };
try {
  for (const name of wanted) {
    const started = Date.now();
    try {
      await MEASURES[name](context);
      console.log(`[bench] ${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
    } catch (error) {
      // A failed measure loses its own rows only.
      results.note(`Not measured, ${name}: ${error.message}`);
      console.log(`[bench] ${name} failed: ${error.stack}`);
      process.exitCode = 1;
    }
  }
  report(results, { document: options.document, complete: wanted.length === Object.keys(MEASURES).length, chromium: await browser.version(), samples: context.samples });
} finally {
  await browser.close();
  stop();
}
