// Finds the candidates of a locator; arguments[0] is its steps, a list of {css, header, name, mode}. The browser's
// computed role and name decide afterwards, so a name matches here if any of its sources does.
const steps = arguments[0];
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const compact = (text) => (text || '').replace(/\s+/g, '');
const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest('[aria-hidden="true"]');
const words = (el) => {
  let text = '';
  for (const node of el.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && shown(node)) text += ' ' + (node.getAttribute('aria-label') || words(node)) + ' ';
  }
  return clean(text);
};
const names = (el) => {
  const ids = (el.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
  const title = el.querySelector(':scope > legend, :scope > caption');
  return [
    clean(ids.map((id) => document.getElementById(id)).map((named) => named?.ariaLabel || named?.textContent).join(' ')),
    clean(el.getAttribute('aria-label')),
    clean([...(el.labels || [])].map(words).join(' ')),
    title ? words(title) : '',
    words(el),
    clean(el.value && el.matches('input[type=submit], input[type=button]') ? el.value : ''),
    clean(el.title),
    clean(el.placeholder),
  ].filter(Boolean);
};
const fits = (name, step) => {
  const [have, want] = [compact(name), compact(step.name)];
  return step.mode === 'any' || (step.mode === 'exact' ? have === want : have.startsWith(want));
};

let paths = [{ el: document, chain: [] }];
for (const [index, step] of steps.entries()) {
  const seen = [];
  const next = [];
  for (const path of paths) {
    for (const el of path.el.querySelectorAll(step.css)) {
      if (!shown(el)) continue;
      // A row is named by its row header.
      const judged = step.header ? el.querySelector(step.header) : el;
      if (!judged) continue;
      const all = names(judged);
      seen.push(all[0] || '');
      if (step.mode === 'any' || all.some((name) => fits(name, step))) {
        next.push({ el, chain: [...path.chain, judged] });
      }
    }
  }
  if (next.length === 0) return { found: [], missing: index, seen: seen.slice(0, 60) };
  paths = next;
}
return { found: paths.slice(0, 400).map((path) => ({ el: path.el, chain: path.chain })), missing: null, seen: [] };
