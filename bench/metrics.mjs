// Every line of the table: its words, its unit, and its goal.
//   most: the panel's median is at most this.    ratio: the median of the paired ratios is at most this.
//   least: the panel's median is at least this.

const CPU = "ms CPU";

export const METRICS = [
  { id: "bytes-total", name: "First load, brotli", unit: "bytes", digits: 0, most: 102_200 },
  { id: "bytes-html-css", name: "of that HTML and CSS", unit: "bytes", digits: 0, most: 14_000 },
  { id: "requests", name: "Requests before the first to the API", unit: "", digits: 0 },
  { id: "waterfall", name: "Depth of the waterfall before the first request to the API", unit: "", digits: 0, most: 2 },
  { id: "repeat-bytes", name: "Bytes of body that a repeat visit moves", unit: "bytes", digits: 0, most: 0 },
  { id: "load-cpu", name: "Load, navigation to first rows", unit: CPU, digits: 1 },
  { id: "load-script", name: "of that script", unit: CPU, digits: 1 },
  { id: "fcp", name: "First contentful paint, on loopback", unit: "ms", digits: 0 },
  { id: "cls", name: "Layout shift", unit: "", digits: 4, most: 0 },
  { id: "tasks-long", name: "Tasks over 50 ms during load at 4×", unit: "", digits: 0, most: 0 },
  { id: "task-longest", name: "Longest task during load at 4×", unit: "ms", digits: 0, most: 50 },
  { id: "lighthouse-performance", name: "Lighthouse mobile, performance", unit: "", digits: 0, least: 100 },
  { id: "lighthouse-accessibility", name: "Lighthouse mobile, accessibility", unit: "", digits: 0, least: 100 },
  { id: "lighthouse-best-practices", name: "Lighthouse mobile, best practices", unit: "", digits: 0, least: 100 },
  { id: "inp", name: "Worst interaction of a session at 4×", unit: "ms", digits: 0, most: 50 },
  { id: "mount", name: "Mount of 100,000", unit: CPU, digits: 1, ratio: 1.25 },
  ...[40, 400, 4000].flatMap((step) => [
    { id: `scroll-${step}`, name: `Scroll, ${step.toLocaleString("en")} px a frame`, unit: `${CPU} a frame`, digits: 2, ratio: 1.25 },
    { id: `scroll-${step}-work`, name: "of that script, style and layout", unit: `${CPU} a frame`, digits: 2 },
    { id: `scroll-${step}-script`, name: "of that script", unit: `${CPU} a frame`, digits: 2 },
  ]),
  { id: "scroll-created", name: "Nodes created in 100 frames of steady scroll", unit: "", digits: 0, most: 0 },
  { id: "scroll-wasm", name: "Growth of wasm memory in steady scroll", unit: "pages", digits: 0, most: 0 },
  { id: "scroll-garbage", name: "JavaScript heap allocated in steady scroll, sampled", unit: "bytes a frame", digits: 0 },
  { id: "nodes-1000", name: "Elements at 1,000 addresses", unit: "", digits: 0, most: 700 },
  { id: "nodes-100000", name: "Elements at 100,000 addresses", unit: "", digits: 0, most: 700 },
  { id: "nodes-100000-all", name: "with texts and comments", unit: "", digits: 0 },
  { id: "nodes-1000000", name: "Elements at 1,000,000 addresses", unit: "", digits: 0, most: 700 },
  { id: "million-scroll", name: "Scroll of 1,000,000, 400 px a frame", unit: `${CPU} a frame`, digits: 2 },
  { id: "million-memory", name: "Memory at 1,000,000", unit: "MB", digits: 1 },
  ...[
    ["search", "Search, one character more"],
    ["search-clear", "Search cleared"],
    ["sort-address", "Sort by address"],
    ["sort-region", "Sort by region"],
    ["sort-machine", "Sort by machine"],
    ["sort-claimed", "Sort by date"],
    ["tab", "Tab of one region"],
    ["tab-all", "Tab of all regions"],
  ].flatMap(([id, name]) => [
    { id, name, unit: CPU, digits: 1, most: 8 },
    { id: `${id}-script`, name: "of that script", unit: CPU, digits: 1 },
  ]),
  { id: "page-cpu", name: "A page of 120 taken in and shown, of 100,000", unit: CPU, digits: 2, most: 8 },
  { id: "page-longest", name: "Longest task while all of 100,000 load", unit: CPU, digits: 1, most: 8 },
  { id: "memory", name: "Memory at 100,000: JavaScript heap, buffers, wasm", unit: "MB", digits: 1, most: 12 },
  { id: "memory-heap", name: "of that JavaScript heap", unit: "MB", digits: 1 },
  { id: "memory-buffers", name: "of that array buffers", unit: "MB", digits: 1 },
  { id: "memory-wasm", name: "of that wasm memory", unit: "MB", digits: 1 },
  { id: "load-all-requests", name: "Load all of 10,000, requests", unit: "", digits: 0, most: 88 },
  { id: "load-all-share", name: "Load all of 10,000 at 100 ms of latency, against one by one", unit: "of the time", digits: 2, most: 0.55 },
  { id: "cycles-wasm", name: "1,000 rounds of tab, dialog, sign-out and sign-in: wasm memory", unit: "kB more", digits: 0, most: 0 },
  { id: "cycles-listeners", name: "the same: listeners", unit: "more", digits: 0, most: 0 },
  { id: "cycles-nodes", name: "the same: nodes", unit: "more", digits: 0, most: 0 },
  // The browser's own caches and compiled code make the heap go up and down by some of this.
  { id: "cycles-heap", name: "the same: JavaScript heap", unit: "kB more", digits: 0, most: 100 },
];
