// Records data that leaves the page without a trace in it. Runs before the page's own scripts; each load starts an empty
// record.
if (isSecureContext) {
  const recorded = [];
  const record = (where, ...values) => {
    for (const value of values) {
      let text = String(value);
      try {
        if (typeof value === 'object') text = JSON.stringify(value);
      } catch {}
      recorded.push([where, text]);
    }
  };
  const wrap = (owner, name, where) => {
    const original = owner[name];
    owner[name] = function (...values) {
      record(where, ...values);
      return original.apply(this, values);
    };
  };
  for (const name of ['debug', 'log', 'info', 'warn', 'error']) wrap(console, name, 'the console');
  for (const name of ['pushState', 'replaceState']) wrap(History.prototype, name, 'the history');
  wrap(BroadcastChannel.prototype, 'postMessage', 'a message to other tabs');
  wrap(window, 'postMessage', 'a message to a window');
  wrap(Clipboard.prototype, 'writeText', 'the clipboard');
  wrap(Navigator.prototype, 'sendBeacon', 'a beacon');
  wrap(window, 'open', 'a window');
  const fetch = window.fetch;
  window.fetch = (request, init) => {
    const headers = [...new Headers(request.headers ?? init?.headers)].filter(([name]) => name !== 'authorization');
    record('a request', request.url ?? request, ...headers);
    return fetch(request, init);
  };
  const createObjectURL = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => record('a file', text));
    return createObjectURL.call(URL, blob);
  };
  // Under a symbol: the search goes through the names of `window`.
  Object.defineProperty(window, Symbol.for('recorded'), { value: recorded });
}
