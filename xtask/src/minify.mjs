// Makes the scripts of a release smaller. Trunk's own minifier does not read what wasm-bindgen writes.
// The page holds a checksum of each script, so the checksum changes with the script.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, tools] = process.argv.slice(1);
const { minify } = createRequire(join(tools, "package.json"))("terser");
const checksum = (content) => createHash("sha384").update(content).digest("base64");

const pageFile = join(folder, "index.html");
let page = readFileSync(pageFile, "utf8");
for (const name of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
  const content = readFileSync(join(folder, name), "utf8");
  const { code } = await minify(content, { module: true, compress: { passes: 2 } });
  if (!page.includes(checksum(content))) throw new Error(`index.html has no checksum of ${name}`);
  page = page.replaceAll(checksum(content), checksum(code));
  writeFileSync(join(folder, name), code);
}
writeFileSync(pageFile, page);
