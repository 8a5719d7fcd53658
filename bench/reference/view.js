// The shown rows and their order.

import { byAddress, byMachine, byRegion } from "./sort.js";

const SORTS = { address: byAddress, region: byRegion, machine: byMachine };

export class View {
  constructor(columns, machines) {
    this.columns = columns;
    this.machines = machines;
    this.by = "claimed";
    this.reversed = false;
    this.region = "";
    this.use = "all";
    this.needle = "";
    this.count = 0;
    this.rows = null; // null: all rows, in the API's order
    this.sorted = {};
    this.hits = new Uint8Array(0);
  }

  at(index) {
    const place = this.reversed ? this.count - 1 - index : index;
    return this.rows === null ? place : this.rows[place];
  }

  // After new rows or another search, filter or order.
  update() {
    const { columns, by, use } = this;
    const order = by === "claimed" ? null : this.order(by);
    if (this.region === "" && this.needle === "" && use === "all") {
      this.rows = order;
      this.count = columns.count;
      return;
    }
    const region = this.region === "" ? -1 : columns.regions.indexOf(this.region);
    const searching = this.needle !== "";
    if (searching) this.search();
    const rows = new Uint32Array(columns.count);
    let count = 0;
    for (let i = 0; i < columns.count; i++) {
      const row = order === null ? i : order[i];
      if ((this.region === "" || columns.region[row] === region) && (!searching || this.hits[row] === 1) && (use === "all" || columns.use(row) === use)) rows[count++] = row;
    }
    this.rows = rows;
    this.count = count;
  }

  order(by) {
    const known = this.sorted[by];
    if (known && known.length === this.columns.count) return known;
    return (this.sorted[by] = SORTS[by](this.columns));
  }

  // Marks each row whose address, machine id or name contains the needle, which cannot contain a line feed.
  search() {
    const { columns, needle } = this;
    if (this.hits.length < columns.count) this.hits = new Uint8Array(columns.address.length);
    else this.hits.fill(0);
    let row = 0;
    for (let page = 0; page < columns.text.length; page++) {
      const text = columns.text[page];
      let at = text.indexOf(needle);
      while (at >= 0) {
        while (columns.page[row] < page || columns.machineEnd[row] < at) row++;
        this.hits[row] = 1;
        at = text.indexOf(needle, columns.machineEnd[row] + 1);
      }
    }
    const named = this.machines.search(needle);
    if (!named.includes(1)) return;
    for (let row = 0; row < columns.count; row++) if (columns.linked[row] > 0 && named[columns.linked[row] - 1] === 1) this.hits[row] = 1;
  }
}
