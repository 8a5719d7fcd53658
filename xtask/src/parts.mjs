// Puts the parts of the program in place of Trunk's whole one: its JavaScript, its first part, and one file for each
// other part, which the page names with a checksum.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, cut, bound] = process.argv.slice(2);
const pageFile = join(folder, "index.html");
let page = readFileSync(pageFile, "utf8");

const checksum = (content) => createHash("sha384").update(content).digest("base64");
const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

// Replaces and says so if there was nothing to replace: another version of a tool writes something else.
function change(text, pattern, replacement) {
  const changed = text.replace(pattern, replacement);
  if (changed === text) throw new Error(`${pattern} is not in the output of wasm-bindgen, wasm-split-cli or Trunk`);
  return changed;
}

// Joins the JavaScript of wasm-bindgen and that of wasm-split-cli, which import each other. Parts are fetched by boot.js.
function joined(glue, loaders) {
  const names = [...loaders.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  let body = change(loaders, /^import .*$/m, "");
  body = change(body, /fetch\(new URL\("\.\/(\w+)\.wasm", import\.meta\.url\)\)/g, 'publicIps.part("$1")');
  // The panel says it in words.
  body = change(body, /console\.error\(e\);/, "");
  body = change(body, /^export const /gm, "const ");
  glue = change(glue, /^import \* as import\d+ from "\.\/__wasm_split\.js";?\n/gm, "");
  glue = change(glue, /("\.\/__wasm_split\.js": )import\d+,/g, "$1loaders,");
  return `${glue}\nconst loaders = (() => {\n${body}\nreturn { ${names.join(", ")} };\n})();\n`;
}

// The parts that a file belongs to: its own, or those that share it.
function partsOf(name, loaders) {
  const [, own] = /^split_(\w+)$/.exec(name) || [];
  if (own) return own;
  const sharing = new RegExp(`/\\* ([\\w, ]+) \\*/\\s*const __${name} =`).exec(loaders);
  return sharing[1].replaceAll(",", "");
}

function replace(pattern, content) {
  const name = readdirSync(folder).find((file) => pattern.test(file));
  const file = join(folder, name);
  page = change(page, checksum(readFileSync(file)), checksum(content));
  writeFileSync(file, content);
}

const read = (...path) => readFileSync(join(...path));
const loaders = read(cut, "__wasm_split.js").toString();
replace(/^public-ips-[0-9a-f]+\.js$/, joined(read(bound, "public-ips.js").toString(), loaders));
replace(/^public-ips-[0-9a-f]+_bg\.wasm$/, read(bound, "public-ips_bg.wasm"));
const links = readdirSync(cut)
  .filter((name) => /^(split|chunk)_\w+\.wasm$/.test(name))
  .map((file) => {
    const [name, content] = [file.replace(".wasm", ""), read(cut, file)];
    const renamed = `${name.replace("split_", "part-").replace("chunk_", "shared-")}-${hash(content)}.wasm`;
    writeFileSync(join(folder, renamed), content);
    return `<link rel="part" href="./${renamed}" data-part="${name}" data-for="${partsOf(name, loaders)}" data-integrity="sha384-${checksum(content)}">`;
  });
page = change(page, "</head>", () => `${links.join("")}</head>`);
writeFileSync(pageFile, page);
