// The last step of a release: smaller wasm and scripts, and names that follow the content.
// - Trunk's own minifier does not read what wasm-bindgen writes.
// - Trunk hashes what goes into its tools. Hosts keep these files for a year, so the hash must be of what
//   comes out: otherwise a new version of a tool changes the content under an old name.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { shrink } from "./shrink.mjs";

const [folder, tools, names] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { minify } = require("terser");
const binaryen = (await import(pathToFileURL(require.resolve("binaryen")))).default;
const checksum = (content) => createHash("sha384").update(content).digest("base64");
const minified = async (script) => (await minify(script.toString(), { module: true, compress: { passes: 2 } })).code;

const pageFile = join(folder, "index.html");
let page = readFileSync(pageFile, "utf8");

function replace(name, after) {
  const parts = /^(.*-)[0-9a-f]+((?:_bg)?\.(?:js|wasm))$/.exec(name);
  const before = readFileSync(join(folder, name));
  if (!parts || !page.includes(checksum(before))) throw new Error(`index.html has no checksum of ${name}`);
  const hash = createHash("sha256").update(after).digest("hex").slice(0, 16);
  rmSync(join(folder, name));
  writeFileSync(join(folder, parts[1] + hash + parts[2]), after);
  page = page.replaceAll(checksum(before), checksum(after)).replaceAll(`./${name}`, `./${parts[1]}${hash}${parts[2]}`);
}

// One file of styles compresses better than five, and is one request. The order of the links is that of the layers.
function joinStyles() {
  const links = page.match(/<link [^>]*\brel="?stylesheet\b[^>]*>/g);
  const names = links.map((link) => /\bhref="?\.\/([\w-]+\.css)/.exec(link)[1]);
  const styles = Buffer.concat(names.map((name) => readFileSync(join(folder, name))));
  names.forEach((name) => rmSync(join(folder, name)));
  const name = `style-${createHash("sha256").update(styles).digest("hex").slice(0, 16)}.css`;
  writeFileSync(join(folder, name), styles);
  const [first, ...others] = links;
  page = page.replace(first, `<link rel="stylesheet" href="./${name}" integrity="sha384-${checksum(styles)}">`);
  page = others.reduce((rest, link) => rest.replace(link, ""), page);
}

const files = readdirSync(folder);
const wasm = files.find((name) => name.endsWith("_bg.wasm"));
const glue = wasm.replace("_bg.wasm", ".js");
const small = shrink(binaryen, readFileSync(join(folder, wasm)), readFileSync(join(folder, glue), "utf8"));
writeFileSync(names, small.named);
replace(wasm, small.wasm);
replace(glue, await minified(small.glue));
for (const name of files.filter((it) => it.endsWith(".js") && it !== glue)) {
  replace(name, await minified(readFileSync(join(folder, name))));
}
joinStyles();
writeFileSync(pageFile, page);
