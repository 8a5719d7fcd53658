// Prints the table, and writes it between two markers in docs/performance.md.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { METRICS } from "./metrics.mjs";
import { median, quantile, ratios } from "./statistics.mjs";

const BEGIN = "<!-- measured: written by `cargo xtask bench` -->";
const END = "<!-- end of what was measured -->";

// A run of some measures only prints: the document has whole runs.
export function report(results, { document, complete, chromium, samples }) {
  const text = `${machine(chromium, samples)}\n\n${table(results)}\n\n${results.notes.map((note) => `* ${note}`).join("\n")}\n`;
  console.log(text);
  if (!complete) return;
  const old = readFileSync(document, "utf8");
  const [begin, end] = [old.indexOf(BEGIN), old.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/performance.md has lost its marks ${BEGIN} and ${END}.`);
  writeFileSync(document, `${old.slice(0, begin + BEGIN.length)}\n${text}${old.slice(end)}`);
}

function machine(chromium, samples) {
  const [{ model }] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} cores, ${model.trim()}, ${chromium.replace(/^Headless/, "")}, Node.js ${process.versions.node}, ${samples} samples.`;
}

function table(results) {
  const lines = METRICS.filter(({ id }) => results.values.has(id)).map((metric) => line(metric, results.values.get(metric.id)));
  return ["| metric | panel | reference | ratio (quartiles) | goal | met |", "| --- | ---: | ---: | --- | --- | --- |", ...lines].join("\n");
}

function line(metric, { panel, reference }) {
  const value = (values) => (values.length > 0 ? `${number(median(values), metric.digits)}` : "");
  const paired = ratios(panel, reference);
  const spread = paired.length > 2 ? ` (${quantile(paired, 0.25).toFixed(2)} to ${quantile(paired, 0.75).toFixed(2)})` : "";
  const ratio = paired.length > 0 ? `${median(paired).toFixed(2)}${spread}` : "";
  const unit = metric.unit && `, ${metric.unit}`;
  return `| ${metric.name}${unit} | ${value(panel)} | ${value(reference)} | ${ratio} | ${goal(metric)} | ${met(metric, panel, paired)} |`;
}

const number = (value, digits) => value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

function goal({ most, least, ratio }) {
  if (ratio !== undefined) return `at most ${ratio} of the reference`;
  if (most !== undefined) return most === 0 ? "0" : `at most ${most.toLocaleString("en")}`;
  return least === undefined ? "" : String(least);
}

function met({ most, least, ratio, digits }, panel, paired) {
  if (panel.length === 0) return "not measured";
  if (ratio !== undefined) return paired.length === 0 ? "" : yes(median(paired) <= ratio);
  // Goals are judged on the printed value.
  const value = Number(median(panel).toFixed(digits));
  if (most !== undefined) return yes(value <= most);
  return least === undefined ? "" : yes(value >= least);
}

const yes = (is) => (is ? "yes" : "**no**");
