// Tasks of the page's main thread, from a trace, in CPU time and wall time (ms).

export async function tasks(cdp, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on("Tracing.dataCollected", collect);
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] },
  });
  await act();
  const complete = new Promise((done) => cdp.once("Tracing.tracingComplete", done));
  await cdp.send("Tracing.end");
  await complete;
  cdp.off("Tracing.dataCollected", collect);
  return mainTasks(events);
}

// The page's main thread is the renderer main thread with the most script.
function mainTasks(events) {
  const busy = new Map();
  for (const { name, pid, tid } of events) {
    if (name === "FunctionCall" || name === "EvaluateScript") busy.set(`${pid} ${tid}`, (busy.get(`${pid} ${tid}`) || 0) + 1);
  }
  const [main] = [...busy].sort((a, b) => b[1] - a[1])[0] || [];
  return events
    .filter(({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && `${pid} ${tid}` === main)
    .map(({ tdur = 0, dur }) => ({ cpu: tdur / 1000, wall: dur / 1000 }));
}
