// "Load all" of 10,000 addresses at 100 ms latency, against reading page after page.
import { withPage } from "../browser.mjs";
import { interleaved } from "../results.mjs";
import { loadAll, open } from "../subjects.mjs";

const COUNT = 10_000;
const LATENCY = { offline: false, latency: 100, downloadThroughput: -1, uploadThroughput: -1 };

export async function loadingAll({ browser, addresses, results, samples }) {
  await interleaved(Math.min(samples, 3), addresses, (subject, address) =>
    withPage(browser, async (page, cdp) => {
      let requests = 0;
      await cdp.send("Network.enable");
      cdp.on("Network.requestWillBeSent", ({ request }) => (requests += new URL(request.url).pathname === "/v1/public-ips" ? 1 : 0));
      await open(page, address, COUNT);
      await cdp.send("Network.emulateNetworkConditions", LATENCY);
      const started = Date.now();
      await loadAll(page, COUNT);
      const both = Date.now() - started;
      results.add("load-all-requests", subject, requests);
      results.add("load-all-share", subject, both / (await oneByOne(page)));
    }),
  );
}

// Time to read all pages by one cursor, in ms.
function oneByOne(page) {
  return page.evaluate(async () => {
    const [, , key] = sessionStorage.getItem("public-ips.key").split("\n");
    const headers = { authorization: `Bearer ${key}` };
    const started = performance.now();
    for (let after = ""; after !== null; ) {
      const cursor = after && `&after=${encodeURIComponent(after)}`;
      const answer = await fetch(`/v1/public-ips?limit=120&orderBy=dtCreated&order=desc${cursor}`, { headers });
      after = (await answer.json()).nextPage;
    }
    return performance.now() - started;
  });
}
