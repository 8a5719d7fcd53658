// What was measured: for each metric a list of values of the panel, and of the reference measured beside it.

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

  // A sentence for the document: what could not be measured, or what a figure is made of.
  note(text) {
    if (!this.notes.includes(text)) this.notes.push(text);
  }
}

// Runs `sample(subject, address)` for both, turn by turn, and in turns the other one first.
export async function interleaved(count, addresses, sample) {
  for (let i = 0; i < count; i++) {
    const order = i % 2 === 0 ? ["panel", "reference"] : ["reference", "panel"];
    for (const subject of order) await sample(subject, addresses[subject]);
  }
}
