// Results: for each metric the values of the panel and of the reference.

export class Results {
  constructor() {
    this.values = new Map();
    this.notes = [];
  }

  add(metric, subject, value) {
    const of = this.values.get(metric) || { panel: [], reference: [] };
    of[subject].push(value);
    this.values.set(metric, of);
  }

  // Adds a note to the document: a failed measure, or the parts of a figure.
  note(text) {
    if (!this.notes.includes(text)) this.notes.push(text);
  }
}

// Calls `sample(subject, address)` for both in pairs, alternating the order.
export async function interleaved(count, addresses, sample) {
  for (let i = 0; i < count; i++) {
    const order = i % 2 === 0 ? ["panel", "reference"] : ["reference", "panel"];
    for (const subject of order) await sample(subject, addresses[subject]);
  }
}
