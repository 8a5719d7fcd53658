// Scrolls for a number of frames; returns the main thread's CPU time (ms) for a frame, and the number of created nodes.
import { between, read } from "./clock.mjs";

const FRAMES = 100;

export async function scroll(page, cdp, scroller, step) {
  const before = await read(cdp);
  const created = await scroller.evaluate(
    (list, step, frames) =>
      new Promise((done) => {
        let made = 0;
        const count = (records) => records.forEach(({ addedNodes }) => (made += addedNodes.length));
        const observer = new MutationObserver(count);
        observer.observe(list, { childList: true, subtree: true });
        let frame = 0;
        const next = () => {
          list.scrollTop += step;
          if (++frame < frames) return void requestAnimationFrame(next);
          requestAnimationFrame(() => requestAnimationFrame(() => (count(observer.takeRecords()), observer.disconnect(), done(made))));
        };
        requestAnimationFrame(next);
      }),
    step,
    FRAMES,
  );
  const all = between(before, await read(cdp));
  const spent = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value / FRAMES]));
  return { spent, created, frames: FRAMES };
}
