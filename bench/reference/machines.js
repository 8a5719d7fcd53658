// The machines by id. The names of a page share one string; a machine slices its own.

export const RUNS = 0;
export const OFF = 1;
export const BETWEEN = 2;

export class Machines {
  constructor() {
    this.whole = false;
    this.index = new Map();
    this.states = []; // the distinct states
    this.text = []; // one string for each page: names, each with a line feed
    this.grow(1024);
  }

  get count() {
    return this.index.size;
  }

  grow(size) {
    const longer = (Kind, old) => {
      const made = new Kind(size);
      if (old) made.set(old);
      return made;
    };
    this.state = longer(Uint8Array, this.state);
    this.page = longer(Uint16Array, this.page);
    this.start = longer(Uint16Array, this.start);
    this.end = longer(Uint16Array, this.end);
  }

  take(items) {
    if (this.count + items.length > this.state.length) this.grow(this.state.length * 2);
    const page = this.text.length;
    let text = "";
    for (const { id, name, state } of items) {
      if (this.index.has(id)) continue;
      const machine = this.count;
      this.index.set(id, machine);
      const known = this.states.indexOf(state);
      this.state[machine] = known < 0 ? this.states.push(state) - 1 : known;
      this.page[machine] = page;
      this.start[machine] = text.length;
      text += name + "\n";
      this.end[machine] = text.length - 1;
    }
    // A search without a match flattens the string.
    text.indexOf("\r");
    this.text.push(text);
  }

  // -1 for an unknown id.
  find(id) {
    return this.index.get(id) ?? -1;
  }

  name(machine) {
    return this.text[this.page[machine]].slice(this.start[machine], this.end[machine]);
  }

  stateText(machine) {
    return this.states[this.state[machine]];
  }

  tone(machine) {
    const state = this.stateText(machine);
    return state === "ready" ? RUNS : state === "off" ? OFF : BETWEEN;
  }

  // 1 for each machine whose name contains the needle.
  search(needle) {
    const hits = new Uint8Array(this.count);
    let machine = 0;
    for (let page = 0; page < this.text.length; page++) {
      const text = this.text[page];
      let at = text.indexOf(needle);
      while (at >= 0) {
        while (this.page[machine] < page || this.end[machine] < at) machine++;
        hits[machine] = 1;
        at = text.indexOf(needle, this.end[machine] + 1);
      }
    }
    return hits;
  }
}
