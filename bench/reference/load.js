// Loads the list page by page; "Load all" from both ends at once, until they meet.

import { PAGE } from "./columns.js";

const addresses = `/v1/public-ips?limit=${PAGE}&orderBy=dtCreated&order=`;
const machines = `/v1/machines?limit=${PAGE}`;

const page = (key, order, after) => read(key, addresses + order, after);

async function read(key, target, after) {
  const cursor = after ? `&after=${encodeURIComponent(after)}` : "";
  const answer = await fetch(target + cursor, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

export class Loader {
  constructor(key, columns, machines, changed) {
    this.key = key;
    this.columns = columns;
    this.machines = machines;
    this.wait = Promise.resolve(); // the machines wait for this
    this.changed = changed;
    this.after = null;
    this.complete = false;
    this.busy = false;
    this.newest = null; // the last item from the newest end
    this.oldest = null; // the last item from the oldest end
    this.kept = []; // pages from the oldest end, until both ends meet
  }

  async first() {
    const { items, nextPage } = await page(this.key, "desc", null);
    this.after = nextPage;
    this.takeNewest(items);
    this.complete = nextPage === null;
    this.changed();
    this.background();
  }

  // Loads the machines page by page, but not during "Load all".
  async background() {
    for (let after; after !== null; ) {
      await this.wait;
      const { items, nextPage } = await read(this.key, machines, after);
      this.machines.take(items);
      after = nextPage;
      this.machines.whole = after === null;
      this.changed();
    }
  }

  all() {
    if (this.busy || this.complete || this.newest === null) return;
    this.busy = true;
    this.wait = this.rest();
  }

  async rest() {
    await Promise.all([this.down(), this.up()]);
    for (const items of this.kept.reverse()) this.columns.take(items.reverse(), items.length);
    this.kept = [];
    this.complete = true;
    this.busy = false;
    this.changed();
  }

  async down() {
    while (!this.met) {
      const { items, nextPage } = await page(this.key, "desc", this.after);
      if (this.met) return;
      this.after = nextPage;
      const fresh = this.oldest ? count(items, (item) => isNewer(item, this.oldest)) : items.length;
      this.takeNewest(items, fresh);
      if (fresh < items.length || nextPage === null) this.met = true;
      this.changed();
    }
  }

  async up() {
    let after = null;
    while (!this.met) {
      const { items, nextPage } = await page(this.key, "asc", after);
      if (this.met) return;
      after = nextPage;
      const fresh = this.newest ? count(items, (item) => isNewer(this.newest, item)) : items.length;
      if (fresh > 0) {
        this.kept.push(items.slice(0, fresh));
        this.oldest = items[fresh - 1];
      }
      if (fresh < items.length || nextPage === null) this.met = true;
    }
  }

  takeNewest(items, fresh = items.length) {
    if (fresh === 0) return;
    this.columns.take(items, fresh);
    this.newest = items[fresh - 1];
  }
}

// The number of items before the first that fails the test.
function count(items, holds) {
  const at = items.findIndex((item) => !holds(item));
  return at < 0 ? items.length : at;
}

// Whether `a` is before `b`, newest first. For equal dates only identity matters here.
function isNewer(a, b) {
  return a.dtCreated > b.dtCreated || (a.dtCreated === b.dtCreated && a.ip !== b.ip);
}
