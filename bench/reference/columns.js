// The loaded addresses in columns. The texts of a page share one string; a row slices its parts.

export const PAGE = 120;

export class Columns {
  constructor() {
    this.count = 0;
    this.idle = 0;
    this.isLinked = false; // whether each row's machine has been resolved
    this.regions = [];
    this.regionNames = []; // as shown in a row
    this.text = []; // one string for each page: address, line feed, machine or empty, line feed
    this.grow(1024);
  }

  grow(size) {
    const longer = (Kind, old) => {
      const made = new Kind(size);
      if (old) made.set(old);
      return made;
    };
    this.address = longer(Uint32Array, this.address);
    this.claimed = longer(Uint32Array, this.claimed);
    this.region = longer(Uint8Array, this.region);
    this.page = longer(Uint16Array, this.page);
    this.start = longer(Uint16Array, this.start); // start of the address in its page's text
    this.addressEnd = longer(Uint16Array, this.addressEnd);
    this.machineEnd = longer(Uint16Array, this.machineEnd);
    this.linked = longer(Int32Array, this.linked); // index of the machine plus one; 0 if unknown
  }

  // Adds the first `count` items of a page.
  take(items, count) {
    if (this.count + count > this.address.length) this.grow(Math.max(this.address.length * 2, this.count + count));
    const page = this.text.length;
    let text = "";
    let row = this.count;
    for (let i = 0; i < count; i++, row++) {
      const item = items[i];
      const ip = item.ip;
      const machine = item.assignedMachineId || "";
      if (machine === "") this.idle++;
      this.address[row] = number(ip);
      this.claimed[row] = Date.parse(item.dtCreated) / 1000;
      this.region[row] = this.regionIndex(item.region);
      this.page[row] = page;
      this.start[row] = text.length;
      this.addressEnd[row] = text.length + ip.length;
      text += ip + "\n" + machine + "\n";
      this.machineEnd[row] = text.length - 1;
    }
    this.count = row;
    // A search without a match flattens the string.
    text.indexOf("\r");
    this.text.push(text);
  }

  regionIndex(code) {
    const known = this.regions.indexOf(code);
    if (known >= 0) return known;
    this.regionNames.push(code.toUpperCase());
    return this.regions.push(code) - 1;
  }

  // Resolves the machine of each row after all are loaded. Returns the number of orphans.
  link(machines) {
    this.isLinked = true;
    let orphaned = 0;
    for (let row = 0; row < this.count; row++) {
      if (this.linked[row] > 0 || this.isIdle(row)) continue;
      this.linked[row] = machines.find(this.machine(row)) + 1;
      if (this.linked[row] === 0) orphaned++;
    }
    return orphaned;
  }

  addressText(row) {
    return this.text[this.page[row]].slice(this.start[row], this.addressEnd[row]);
  }

  isIdle(row) {
    return this.machineEnd[row] === this.addressEnd[row] + 1;
  }

  use(row) {
    return this.isIdle(row) ? "idle" : this.linked[row] > 0 || !this.isLinked ? "assigned" : "orphaned";
  }

  machine(row) {
    return this.text[this.page[row]].slice(this.addressEnd[row] + 1, this.machineEnd[row]);
  }
}

function number(ip) {
  let value = 0;
  let part = 0;
  for (let i = 0; i < ip.length; i++) {
    const code = ip.charCodeAt(i);
    if (code === 46) {
      value = (value << 8) | part;
      part = 0;
    } else {
      part = part * 10 + code - 48;
    }
  }
  return ((value << 8) | part) >>> 0;
}
