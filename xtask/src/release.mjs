// Last step of a release: optimises the wasm, minifies the scripts, and names each file by a hash of its content.
// - Trunk's own minifier cannot parse the output of wasm-bindgen.
// - Trunk hashes the input of its tools. Hosts cache these files for a year, so the hash has to be of the output:
//   otherwise a new version of a tool changes the content under an old name.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, tools, named] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { minify } = require("terser");
const binaryen = (await import(pathToFileURL(require.resolve("binaryen")))).default;

const pageFile = join(folder, "index.html");
let page = readFileSync(pageFile, "utf8");

const checksum = (content) => createHash("sha384").update(content).digest("base64");
const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

// A name without its hash.
const plain = (name) => name.replace(/-[0-9a-f]+((?:_bg)?\.wasm)$/, "$1");

// Returns the optimised wasm without names; a copy with the names of its functions is for `cargo xtask size`.
function optimized(name, wasm) {
  const module = binaryen.readBinary(wasm);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  // A second run finds a little more. Functions of one crate resemble each other, so brotli wants them together.
  module.optimize();
  module.runPasses(["reorder-functions-by-name"]);
  if (!module.validate()) throw new Error("binaryen rejects its own wasm");
  binaryen.setDebugInfo(true);
  writeFileSync(join(named, plain(name)), module.emitBinary());
  binaryen.setDebugInfo(false);
  module.runPasses(["strip-debug", "strip-producers", "strip-target-features"]);
  return module.emitBinary();
}

const minified = async (script) => (await minify(script.toString(), { module: true, compress: { passes: 2 } })).code;

// Replaces a file, its hash in the name and its checksum in the page.
function replace(name, before, after) {
  const parts = /^(.*-)[0-9a-f]+((?:_bg)?\.(?:js|wasm))$/.exec(name);
  if (!parts || !page.includes(checksum(before))) throw new Error(`index.html has no checksum of ${name}`);
  const renamed = parts[1] + hash(after) + parts[2];
  rmSync(join(folder, name));
  writeFileSync(join(folder, renamed), after);
  page = page.replaceAll(checksum(before), checksum(after)).replaceAll(`./${name}`, `./${renamed}`);
}

// Joins the style sheets in the order of their links, which is the order of the layers: one file compresses better
// than five, and is one request.
function joinStyles() {
  const links = page.match(/<link [^>]*\brel="?stylesheet\b[^>]*>/g);
  const names = links.map((link) => /\bhref="?\.\/([\w-]+\.css)/.exec(link)[1]);
  const styles = Buffer.concat(names.map((name) => readFileSync(join(folder, name))));
  names.forEach((name) => rmSync(join(folder, name)));
  const name = `style-${hash(styles)}.css`;
  writeFileSync(join(folder, name), styles);
  const [first, ...others] = links;
  page = page.replace(first, `<link rel="stylesheet" href="./${name}" integrity="sha384-${checksum(styles)}">`);
  page = others.reduce((rest, link) => rest.replace(link, ""), page);
}

rmSync(named, { recursive: true, force: true });
mkdirSync(named);
for (const name of readdirSync(folder).filter((file) => /\.(js|wasm)$/.test(file))) {
  const content = readFileSync(join(folder, name));
  replace(name, content, name.endsWith(".wasm") ? optimized(name, content) : await minified(content));
}
joinStyles();
writeFileSync(pageFile, page);
