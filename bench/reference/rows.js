// The rows in view: a fixed pool. An index always gets the same element.

import { Row } from "./row.js";

// Rows above and below the visible ones, as in the panel.
const MARGIN = 3;

export class Rows {
  constructor(list, body, columns, machines, view) {
    this.list = list;
    this.body = body;
    this.columns = columns;
    this.machines = machines;
    this.view = view;
    this.picked = new Set();
    this.pool = [];
    this.first = 0;
    this.last = 0;
    this.top = 0;
    this.now = Date.now() / 1000;
    this.asked = false;
    this.height = 2.5 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.frame = () => {
      this.asked = false;
      this.draw(false);
    };
    list.addEventListener("scroll", () => this.ask(), { passive: true });
    new ResizeObserver(() => this.resize()).observe(list);
    body.addEventListener("mouseover", ({ target }) => {
      const row = this.rowOf(target);
      if (row && !row.explained) row.explain(columns);
    });
    body.addEventListener("change", ({ target }) => {
      const { row } = this.rowOf(target);
      if (target.checked) this.picked.add(row);
      else this.picked.delete(row);
      this.draw(true);
    });
    this.resize();
  }

  rowOf(target) {
    const element = target.closest("tr");
    return this.pool.find((row) => row.element === element);
  }

  ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(this.frame);
  }

  resize() {
    const seen = Math.ceil(this.list.clientHeight / this.height) + 1;
    while (this.pool.length < seen + 2 * MARGIN) {
      const row = new Row(this.pool.length, this.height);
      this.pool.push(row);
      row.hide();
      this.body.append(row.element);
    }
    this.seen = seen;
    this.refresh();
  }

  // Every index may have another row now.
  refresh() {
    const count = this.view.count;
    this.body.style.blockSize = `${count * this.height}px`;
    this.draw(true);
  }

  draw(every) {
    const count = this.view.count;
    const top = Math.max(0, ((this.list.scrollTop / this.height) | 0) - MARGIN);
    const first = Math.max(0, Math.min(top, count - this.pool.length));
    const last = Math.min(count, first + this.pool.length);
    const size = this.pool.length;
    for (let index = first; index < last; index++) {
      if (!every && index >= this.first && index < this.last) continue;
      const row = this.view.at(index);
      this.pool[index % size].show(index, row, this.columns, this.machines, this.picked.has(row), this.now);
    }
    if (last - first < size) for (const row of this.pool) if (row.index < first || row.index >= last || row.index < 0) row.hide();
    this.first = first;
    this.last = last;
  }
}
