// Returns all texts of the page, as pairs of a place and its text.
const found = [...window[Symbol.for('recorded')]];
const add = (where, ...texts) => {
  for (const text of texts) if (text !== null && text !== undefined) found.push([where, String(text)]);
};
add('the page', document.documentElement.outerHTML);
for (const field of document.querySelectorAll('input, textarea, select, output')) add('a field', field.value, field.defaultValue);
add('the address', location.href, document.referrer);
add('the title', document.title);
add('the state of the history', JSON.stringify(history.state));
add('a cookie', document.cookie);
add('the name of the window', window.name);
for (const [name, storage] of Object.entries({ localStorage, sessionStorage }))
  for (const [key, value] of Object.entries(storage)) {
    add(`${name}, the name of an entry`, key);
    if (name !== 'sessionStorage' || key !== 'public-ips.key') add(`${name}, ${key}`, value);
  }
for (const database of await indexedDB.databases()) add('a database', database.name);
for (const name of await caches.keys())
  for (const request of await (await caches.open(name)).keys()) add('a cache', name, request.url);
for (const name of Object.keys(window)) {
  if (typeof window[name] === 'string') add(`window.${name}`, window[name]);
}
for (const entry of performance.getEntries()) add('a timing', entry.name);
return found;
