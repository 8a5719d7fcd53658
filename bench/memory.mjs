// Memory after a collection, in bytes: the JavaScript heap, and the array buffers outside it. The memory of a wasm
// module is one such buffer; `pages` shows it by itself.

export async function memory(page, cdp) {
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await cdp.send("Runtime.getHeapUsage");
  return { heap: usedSize, buffers: backingStorageSize, wasm: await wasm(cdp) };
}

// Bytes of all wasm memories that the page holds, found by their prototype.
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

// Elements, and all nodes of the document, texts and comments included.
export function nodes(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document);
    let all = 1;
    while (walker.nextNode()) all++;
    return { elements: document.querySelectorAll("*").length, all };
  });
}
