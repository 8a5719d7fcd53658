// Memory after garbage collection, in bytes: the JavaScript heap, array buffers outside it, and wasm memory, which the
// browser counts in neither.

export async function memory(page, cdp) {
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await cdp.send("Runtime.getHeapUsage");
  const found = { heap: usedSize, buffers: backingStorageSize, wasm: await wasm(cdp) };
  return { ...found, all: found.heap + found.buffers + found.wasm };
}

// Bytes of the page's wasm memories, found by their prototype.
export async function wasm(cdp) {
  const group = { objectGroup: "bench" };
  const { result } = await cdp.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype", ...group });
  const { objects } = await cdp.send("Runtime.queryObjects", { prototypeObjectId: result.objectId, ...group });
  const sum = await cdp.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
    returnByValue: true,
  });
  await cdp.send("Runtime.releaseObjectGroup", group);
  return sum.result.value;
}

// Elements, and all nodes including texts and comments.
export function nodes(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document);
    let all = 1;
    while (walker.nextNode()) all++;
    return { elements: document.querySelectorAll("*").length, all };
  });
}
