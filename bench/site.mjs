// The served folder: the release, with the reference in a folder.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const STYLES = /<!-- styles:.*-->/;

// Recreates the folder. The reference uses the release's style file.
export function stage({ dist, reference, site }) {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  cpSync(dist, site, { recursive: true });
  const folder = join(site, "reference");
  cpSync(reference, folder, { recursive: true });
  const links = readFileSync(join(dist, "index.html"), "utf8").match(/<link[^>]*\brel="?stylesheet\b[^>]*>/g) || [];
  if (links.length === 0) throw new Error("the release's page names no style file, so the reference would have none.");
  const page = join(folder, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace(STYLES, links.join("\n    ").replace(/(href="?)\.\//g, "$1../")));
  for (const name of readdirSync(folder)) compress(join(folder, name));
}

function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content));
}
