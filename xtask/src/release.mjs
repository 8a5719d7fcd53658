// The last step of a release: smaller scripts, and names that follow the content.
// - Trunk's own minifier does not read what wasm-bindgen writes.
// - Trunk hashes what goes into its tools. Hosts keep these files for a year, so the hash must be of what
//   comes out: otherwise a new version of a tool changes the content under an old name.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, tools] = process.argv.slice(1);
const { minify } = createRequire(join(tools, "package.json"))("terser");
const checksum = (content) => createHash("sha384").update(content).digest("base64");

const pageFile = join(folder, "index.html");
let page = readFileSync(pageFile, "utf8");
for (const name of readdirSync(folder)) {
  const parts = /^(.*-)[0-9a-f]+((?:_bg)?\.(?:js|wasm))$/.exec(name);
  if (!parts) continue;
  const before = readFileSync(join(folder, name));
  if (!page.includes(checksum(before))) throw new Error(`index.html has no checksum of ${name}`);
  const after = name.endsWith(".js") ? (await minify(before.toString(), { module: true, compress: { passes: 2 } })).code : before;
  const hash = createHash("sha256").update(after).digest("hex").slice(0, 16);
  rmSync(join(folder, name));
  writeFileSync(join(folder, parts[1] + hash + parts[2]), after);
  page = page.replaceAll(checksum(before), checksum(after)).replaceAll(`./${name}`, `./${parts[1]}${hash}${parts[2]}`);
}
writeFileSync(pageFile, page);
