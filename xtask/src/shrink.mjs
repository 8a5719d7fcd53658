// Makes the wasm and its glue smaller than the compiler and wasm-bindgen leave them. docs/performance.md has what
// each step saves.

// Classes that a dependency of Leptos exports for streams. JavaScript could make them; nothing of ours does.
const CLASS = /^export class (\w+) \{[\s\S]*?^\}\n(?:if \(Symbol\.dispose\).*\n)?/gm;
// A function that the wasm may import. Those that JavaScript may fail in have a wrapper.
const IMPORT = /^        (\w+): (function[\s\S]*?^        \}(?:, arguments\); \})?,\n)/gm;

// Returns the wasm and the glue of the release, and the wasm with the names of its functions, to see what weighs.
export function shrink(binaryen, wasm, glue) {
  const module = binaryen.readBinary(wasm);
  glue = withoutClasses(glue);
  dropUnusedExports(binaryen, module, glue);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  // A second time finds a little more. Neighbours by name are of one crate, and alike to brotli.
  module.optimize();
  module.runPasses(["reorder-functions-by-name"]);
  glue = withShortNames(binaryen, module, glue);
  if (!module.validate()) throw new Error("binaryen does not accept its own wasm");
  binaryen.setDebugInfo(true);
  const named = module.emitBinary();
  binaryen.setDebugInfo(false);
  module.runPasses(["strip-debug", "strip-producers", "strip-target-features"]);
  return { wasm: module.emitBinary(), glue, named };
}

function withoutClasses(glue) {
  const classes = [...glue.matchAll(CLASS)].map((found) => found[1]);
  glue = replaced(glue.replace(CLASS, ""), "export { initSync, ", "export { ");
  for (const name of classes) {
    glue = glue.replace(new RegExp(`^const ${name}Finalization = [\\s\\S]*?;\n`, "m"), "");
    if (glue.includes(name)) throw new Error(`the glue uses the class ${name}`);
  }
  return glue;
}

// An export keeps what it calls; what JavaScript does not call need not be exported.
function dropUnusedExports(binaryen, module, glue) {
  const used = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map((found) => found[1]));
  for (const { name } of exportsOf(binaryen, module)) {
    if (!used.has(name)) module.removeExport(name);
  }
}

// wasm-bindgen names what the two sides exchange by path and hash, and each name stands in both files. An import
// that the wasm no longer has leaves the glue.
function withShortNames(binaryen, module, glue) {
  const names = new Map();
  const short = (name) => names.set(name, names.size.toString(36)).get(name);
  const functions = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));
  for (const { name, base, params, results } of functions.filter((it) => it.module)) {
    module.removeFunction(name);
    module.addFunctionImport(name, "a", short(base), params, results);
  }
  const add = new Map([
    [binaryen.ExternalFunction, "addFunctionExport"],
    [binaryen.ExternalTable, "addTableExport"],
    [binaryen.ExternalMemory, "addMemoryExport"],
  ]);
  for (const { kind, name, value } of exportsOf(binaryen, module)) {
    module.removeExport(name);
    module[add.get(kind)](value, short(name));
  }
  glue = glue.replace(IMPORT, (_, name, rest) => (names.has(name) ? `"${names.get(name)}": ${rest}` : ""));
  glue = glue.replace(/\bwasm\.(\w+)/g, (_, name) => `wasm["${names.get(name)}"]`);
  return replaced(glue, /"\.\/[^"]+\.js": import0/, "a: import0");
}

function exportsOf(binaryen, module) {
  return Array.from({ length: module.getNumExports() }, (_, at) => binaryen.getExportInfo(module.getExportByIndex(at)));
}

function replaced(text, from, to) {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`wasm-bindgen's glue has no ${from}`);
  return changed;
}
