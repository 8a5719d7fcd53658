#!/usr/bin/env node
// The linker of the release: Rust's own, after what a panic says was taken out of the object files.
//
// A panic ends the panel, and boot.js then says what that means. The text of Rust's own, with all that puts it
// together, was a tenth of the wasm, and stable Rust cannot leave it out. So here each function that only panics
// becomes a trap, as `-Cpanic=immediate-abort` does on nightly; the linker then drops what only these functions
// named. Checks stay where they are: what panicked before traps now. docs/architecture.md says what is lost.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

// Parts of mangled names. All of these are of core, alloc or std, and return to nobody.
const PANICS = new RegExp(
  [
    "4core9panicking",
    "4core6option1[35](unwrap|expect)_failed",
    "4core6result13unwrap_failed",
    "slice_index_fail",
    "slice_error_fail",
    "len_mismatch_fail",
    "panic_already_(mutably_)?borrowed",
    "panic_poisoned",
    "panic_access_error",
    "13assert_failed",
    "7raw_vec12handle_error",
    "17capacity_overflow",
    "18handle_alloc_error",
    "9exhausted",
    "rust_begin_unwind",
  ].join("|"),
);
// Classes that a dependency of Leptos exports for streams, and that nothing of ours makes; shrink.mjs drops the rest.
const UNUSED = /^(__wbg_)?intounderlying/;

// Kinds of relocations with an addend, and the two that matter here (WebAssembly tool conventions, Linking).
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 13, 14, 15, 16, 17, 22, 23]);
const FUNCTION_INDEX = 0;
const ADDRESS = 4;

const CALL = 0x10;
const CONST = 0x41;
const END = 0x0b;

class Reader {
  constructor(bytes, at) {
    Object.assign(this, { bytes, at });
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  text() {
    const length = this.number();
    return this.bytes.toString("utf8", this.at, (this.at += length));
  }

  list(read) {
    return Array.from({ length: this.number() }, () => read(this));
  }
}

function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = new Map();
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    const body = reader.at;
    const name = id === 0 ? reader.text() : id;
    found.set(name, { start, body, content: reader.at, end });
    reader.at = end;
  }
  return found;
}

// How many functions are imported: they come first in the numbering.
function importedFunctions(bytes, section) {
  const imports = new Reader(bytes, section.content).list((it) => {
    it.text();
    it.text();
    const kind = it.byte();
    if (kind !== 0 && kind !== 2) it.byte();
    if (kind === 0) it.number();
    if (kind === 3) it.byte();
    if (kind === 1 || kind === 2) {
      const hasMaximum = it.number() & 1;
      it.number();
      if (hasMaximum) it.number();
    }
    return kind;
  });
  return imports.filter((kind) => kind === 0).length;
}

// The symbols in the order of their numbers; of functions that the file defines, name and index.
function symbols(bytes, section) {
  const reader = new Reader(bytes, section.content);
  reader.number();
  while (reader.at < section.end) {
    const isTable = reader.byte() === 8;
    const end = reader.number() + reader.at;
    if (isTable) return reader.list(symbol);
    reader.at = end;
  }
  return [];
}

function symbol(it) {
  const [kind, flags] = [it.byte(), it.number()];
  const isDefined = !(flags & 0x10);
  if (kind === 3) it.number();
  if (kind === 1) {
    it.text();
    if (isDefined) for (let field = 0; field < 3; field += 1) it.number();
  }
  if (kind === 1 || kind === 3) return {};
  const index = it.number();
  const name = isDefined || flags & 0x40 ? it.text() : "";
  return kind === 0 && isDefined ? { name, index } : {};
}

function relocations(bytes, section) {
  const reader = new Reader(bytes, section.content);
  const target = reader.number();
  const entries = reader.list((it) => {
    const start = it.at;
    const [type, at, symbol] = [it.byte(), it.number(), it.number()];
    if (WITH_ADDEND.has(type)) it.number();
    return { type, at, symbol, entry: bytes.subarray(start, it.at) };
  });
  return { target, entries };
}

function encoded(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number & 127) | 128);
  return Buffer.from([...bytes, number]);
}

// The arguments of a call of a panic that are addresses: where it happened, and what it would say. They stand
// before the call as constants of five bytes, lengths between them.
function argumentsOf(code, entries, at) {
  const found = [];
  let end = entries[at].at - 1;
  if (code[end] !== CALL) return found;
  for (let last = at - 1; last >= 0 && entries[last].type === ADDRESS; last -= 1) {
    const gap = end - (entries[last].at + 5);
    const isNext = gap === 0 || ((gap === 2 || gap === 3) && code[end - gap] === CONST);
    if (!isNext || code[entries[last].at - 1] !== CONST) break;
    found.push(entries[last]);
    end = entries[last].at - 1;
  }
  return found;
}

function withoutPanics(bytes) {
  const found = sections(bytes);
  const [code, linking, relocated] = [10, "linking", "reloc.CODE"].map((name) => found.get(name));
  if (!code || !linking || !relocated) return bytes;
  const imported = found.has(2) ? importedFunctions(bytes, found.get(2)) : 0;
  const bodies = new Reader(bytes, code.content).list((it) => {
    const length = it.number();
    return [it.at, (it.at += length)];
  });
  const known = symbols(bytes, linking);
  const traps = known.map(({ name }) => name !== undefined && (PANICS.test(name) || UNUSED.test(name)));
  const emptied = known.filter((_, number) => traps[number]).map(({ index }) => bodies[index - imported]);
  // No locals, then `unreachable` (0) as often as there is room.
  for (const [start, end] of emptied) bytes.fill(0, start, end - 1).fill(END, end - 1, end);

  const { target, entries } = relocations(bytes, relocated);
  const dropped = new Set(entries.filter(({ at }) => emptied.some(([start, end]) => start <= code.body + at && code.body + at < end)));
  entries.forEach(({ type, symbol }, at) => {
    if (type === FUNCTION_INDEX && traps[symbol]) argumentsOf(bytes.subarray(code.body), entries, at).forEach((it) => dropped.add(it));
  });
  const kept = entries.filter((it) => !dropped.has(it)).map((it) => it.entry);
  const content = Buffer.concat([encoded("reloc.CODE".length), Buffer.from("reloc.CODE"), encoded(target), encoded(kept.length), ...kept]);
  const section = Buffer.concat([Buffer.from([0]), encoded(content.length), content]);
  return Buffer.concat([bytes.subarray(0, relocated.start), section, bytes.subarray(relocated.end)]);
}

const options = process.argv.slice(2);
for (const file of options.filter((it) => it.endsWith(".o"))) {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 4) === "\0asm") writeFileSync(file, withoutPanics(bytes));
}
// rustc puts its own linker on the path of the one that it calls.
const linker = spawnSync("rust-lld", options, { stdio: "inherit" });
if (linker.error) console.error(String(linker.error));
process.exit(linker.status ?? 1);
