// Notes what leaves the page's memory by a way that leaves no trace in it, before any script of the page runs.
// A page that is loaded anew begins with an empty list.
if (isSecureContext) {
  const noted = [];
  const note = (where, ...values) => {
    for (const value of values) {
      let text = String(value);
      try {
        if (typeof value === 'object') text = JSON.stringify(value);
      } catch {}
      noted.push([where, text]);
    }
  };
  const listen = (owner, name, where) => {
    const whole = owner[name];
    owner[name] = function (...values) {
      note(where, ...values);
      return whole.apply(this, values);
    };
  };
  for (const name of ['debug', 'log', 'info', 'warn', 'error']) listen(console, name, 'the console');
  for (const name of ['pushState', 'replaceState']) listen(History.prototype, name, 'the history');
  listen(BroadcastChannel.prototype, 'postMessage', 'a message to other tabs');
  listen(window, 'postMessage', 'a message to a window');
  listen(Clipboard.prototype, 'writeText', 'the clipboard');
  listen(Navigator.prototype, 'sendBeacon', 'a beacon');
  listen(window, 'open', 'a window');
  const fetch = window.fetch;
  window.fetch = (request, init) => {
    const headers = [...new Headers(request.headers ?? init?.headers)].filter(([name]) => name !== 'authorization');
    note('a request', request.url ?? request, ...headers);
    return fetch(request, init);
  };
  const createObjectURL = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => note('a file', text));
    return createObjectURL.call(URL, blob);
  };
  // Kept where a script of the page would have to look for it, so that it is not itself found.
  Object.defineProperty(window, Symbol.for('noted'), { value: noted });
}
