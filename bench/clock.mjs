// CPU time of the page's main thread, in ms. On a shared machine wall time says little.

export async function startClock(cdp) {
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
}

export async function read(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

// The difference of two readings: all tasks of the main thread, and their script, style and layout.
export function between(before, after) {
  const spent = (name) => (after[name] - before[name]) * 1000;
  const script = spent("ScriptDuration");
  const style = spent("RecalcStyleDuration");
  const layout = spent("LayoutDuration");
  return { task: spent("TaskDuration"), script, style, layout, work: script + style + layout };
}

// CPU time of `act` on an element until its frame is drawn and its deferred work is done, less the time of the same wait
// without it.
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

// A change is drawn two frames later. The pause before lets a debounced search start.
export function settle(page) {
  return page.evaluate(
    () => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))), 150)),
  );
}
