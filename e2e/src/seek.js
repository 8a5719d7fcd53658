// Scrolls the list on by most of its height, or to its top when arguments[0] says so.
// Answers once the page has been drawn, with true when the end had been reached; it then begins anew.
let scroller = document.querySelector('table');
while (scroller && !(scroller.scrollHeight > scroller.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(scroller).overflowY))) {
  scroller = scroller.parentElement;
}
if (!scroller) return true;
const before = scroller.scrollTop;
scroller.scrollTop = arguments[0] ? 0 : before + scroller.clientHeight * 0.7;
const ended = !arguments[0] && scroller.scrollTop === before;
if (ended) scroller.scrollTop = 0;
return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(ended))));
