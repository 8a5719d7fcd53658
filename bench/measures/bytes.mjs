// Bytes of the first load: the page, config.json, and the files that the page names but for the later parts of the program.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export async function bytes({ results, dist, site }) {
  measure(results, "panel", dist);
  measure(results, "reference", join(site, "reference"));
}

function measure(results, subject, folder) {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const sums = { "html-css": 0, total: 0 };
  for (const [name, path] of named(folder, page)) {
    const weight = brotli(path);
    sums.total += weight;
    if (name === "index.html" || name.endsWith(".css")) sums["html-css"] += weight;
    if (subject === "panel") results.note(`First load: ${name.replace(/-[0-9a-f]{12,16}/, "")} ${weight} bytes.`);
  }
  results.add("bytes-total", subject, sums.total);
  results.add("bytes-html-css", subject, sums["html-css"]);
}

// Files of the first load. The reference uses the panel's styles, one folder up.
function named(folder, whole) {
  const page = whole.replaceAll(/<link [^>]*data-for=[^>]*>/g, "");
  const links = (path) => new RegExp(`["=]${path.replaceAll(".", "\\.")}["\\s>]`).test(page);
  const here = readdirSync(folder).filter((name) => name === "index.html" || name === "config.json" || links(`./${name}`));
  const above = readdirSync(join(folder, "..")).filter((name) => links(`../${name}`));
  return [...here.map((name) => [name, join(folder, name)]), ...above.map((name) => [name, join(folder, "..", name)])];
}

function brotli(path) {
  try {
    return statSync(`${path}.br`).size;
  } catch {
    // A file without a compressed copy is sent as it is.
    return statSync(path).size;
  }
}
