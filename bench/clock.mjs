// CPU time of the page's main thread, in ms. The machine is shared, so time on the wall says little.

export async function startClock(cdp) {
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
}

export async function read(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

// What passed between two readings: everything on the main thread, and of that script, style and layout.
export function between(before, after) {
  const spent = (name) => (after[name] - before[name]) * 1000;
  const script = spent("ScriptDuration");
  const style = spent("RecalcStyleDuration");
  const layout = spent("LayoutDuration");
  return { task: spent("TaskDuration"), script, style, layout, work: script + style + layout };
}

// The CPU time of what `act` does to an element of the page, until its frame is drawn and what it put off is done,
// above what the same wait costs when nothing happens.
export async function cost(page, cdp, handle, act, ...words) {
  await settle(page);
  const idle = await spent(page, cdp, handle, () => {});
  const busy = await spent(page, cdp, handle, act, ...words);
  return Object.fromEntries(Object.keys(busy).map((name) => [name, Math.max(0, busy[name] - idle[name])]));
}

async function spent(page, cdp, handle, act, ...words) {
  const before = await read(cdp);
  await handle.evaluate(act, ...words);
  await settle(page);
  return between(before, await read(cdp));
}

// What is asked for now is drawn two frames later. The pause before lets a search that waits for the next key begin.
export function settle(page) {
  return page.evaluate(
    () => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))), 150)),
  );
}
