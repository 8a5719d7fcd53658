// Sorted orders: radix sorts over typed arrays, stable over the API's order.

// One stable pass from `from` to `to`, by `bits` bits of the key above `shift`.
function pass(from, to, keys, shift, bits) {
  const mask = (1 << bits) - 1;
  const places = new Uint32Array(mask + 2);
  for (let i = 0; i < from.length; i++) places[((keys[from[i]] >>> shift) & mask) + 1]++;
  for (let i = 1; i < places.length; i++) places[i] += places[i - 1];
  for (let i = 0; i < from.length; i++) to[places[(keys[from[i]] >>> shift) & mask]++] = from[i];
}

function all(count) {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

export function byAddress(columns) {
  const [a, b] = [all(columns.count), new Uint32Array(columns.count)];
  pass(a, b, columns.address, 0, 11);
  pass(b, a, columns.address, 11, 11);
  pass(a, b, columns.address, 22, 10);
  return b;
}

export function byRegion(columns) {
  const names = [...columns.regions].sort();
  const rank = columns.regions.map((code) => names.indexOf(code));
  const keys = columns.region.map((region) => rank[region]);
  const [a, b] = [all(columns.count), new Uint32Array(columns.count)];
  pass(a, b, keys, 0, 8);
  return b;
}

// Six bits for a character, in character order; 63 for one that known ids do not contain.
const RANK = new Uint8Array(128).fill(63);
for (let i = 0; i < 10; i++) RANK[48 + i] = i + 1;
for (let i = 0; i < 26; i++) RANK[97 + i] = i + 11;

// Idle rows last. By ten characters after the common prefix; equal ids are then compared whole.
export function byMachine(columns) {
  const { count, text, page, addressEnd, machineEnd } = columns;
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  let assigned = new Uint32Array(count);
  const idle = new Uint32Array(columns.idle);
  let [busy, free] = [0, 0];
  for (let row = 0; row < count; row++) {
    if (columns.isIdle(row)) idle[free++] = row;
    else assigned[busy++] = row;
  }
  assigned = assigned.subarray(0, busy);
  const skip = busy > 0 ? common(columns, assigned) : 0;
  let exact = true;
  for (let i = 0; i < busy; i++) {
    const row = assigned[i];
    const letters = text[page[row]];
    const from = addressEnd[row] + 1 + skip;
    const to = machineEnd[row];
    if (to - from > 10) exact = false;
    let [first, second] = [0, 0];
    for (let at = from; at < from + 5; at++) first = (first << 6) | (at < to ? RANK[letters.charCodeAt(at) & 127] : 0);
    for (let at = from + 5; at < from + 10; at++) second = (second << 6) | (at < to ? RANK[letters.charCodeAt(at) & 127] : 0);
    high[row] = first;
    low[row] = second;
  }
  const other = new Uint32Array(busy);
  pass(assigned, other, low, 0, 15);
  pass(other, assigned, low, 15, 15);
  pass(assigned, other, high, 0, 15);
  pass(other, assigned, high, 15, 15);
  if (!exact) settle(columns, assigned, high, low);
  const rows = new Uint32Array(count);
  rows.set(assigned);
  rows.set(idle, busy);
  return rows;
}

// Length of the common prefix of all ids.
function common(columns, rows) {
  const first = columns.machine(rows[0]);
  let length = first.length;
  for (let i = 1; i < rows.length && length > 0; i++) {
    const row = rows[i];
    const letters = columns.text[columns.page[row]];
    const from = columns.addressEnd[row] + 1;
    let same = 0;
    while (same < length && letters.charCodeAt(from + same) === first.charCodeAt(same)) same++;
    length = same;
  }
  return length;
}

// Insertion sort of neighbours with equal keys, of which there are few.
function settle(columns, rows, high, low) {
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i];
    let at = i;
    while (at > 0 && high[rows[at - 1]] === high[row] && low[rows[at - 1]] === low[row] && columns.machine(rows[at - 1]) > columns.machine(row)) {
      rows[at] = rows[at - 1];
      at--;
    }
    rows[at] = row;
  }
}
