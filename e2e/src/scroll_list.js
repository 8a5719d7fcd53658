// Scrolls the list by most of its height, or to its top if arguments[0] is true. Waits two frames. Returns true at the
// end of the list, and continues from its top.
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
