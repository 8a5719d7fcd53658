// A row of the table: created once, then written for one address after another, only changed cells.

const TEMPLATE = document.getElementById("row").content.firstElementChild;
const REGION_TITLES = { ny2: "East Coast (NY2), New York City", ca1: "West Coast (CA1), Santa Clara", ams1: "Europe (AMS1), Amsterdam" };
const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
const IDLE = "chip chip-idle";
const NAMED = "machine";
const BARE = "machine mono";
const ORPHANED = "chip chip-orphan";
const TONES = ["state-word state-runs", "state-word state-off", "state-word"];
const NO_TONE = TONES[1];

// A text node with its last value.
class Text {
  constructor(node) {
    this.node = node;
    this.text = node.data;
  }

  write(text) {
    if (text !== this.text) this.node.data = this.text = text;
  }
}

export class Row {
  constructor(slot, height) {
    const row = TEMPLATE.cloneNode(true);
    const [pick, ip, region, uses, age, act] = row.children;
    const [address, copy] = ip.children;
    const [machine, state] = uses.children;
    const [more, actions] = act.children;
    const [note, main, unassign, release] = actions.children;
    address.id = `ip-${slot}`;
    actions.id = `actions-${slot}`;
    for (const button of [more, note, main, unassign, release]) button.setAttribute("popovertarget", actions.id);
    for (const [button, id] of [[pick.firstElementChild, "pick"], [copy, "copy"], [note, "note"], [more, "more"], [main, "main"], [unassign, "unassign"], [release, "release"]]) {
      button.id = `${id}-${slot}`;
      button.setAttribute("aria-labelledby", `${button.id} ${address.id}`);
    }
    this.element = row;
    this.style = row.style;
    this.height = height;
    this.pick = pick.firstElementChild;
    this.address = address.firstChild;
    this.region = region;
    this.machine = machine;
    this.state = state;
    this.age = age;
    this.main = main;
    this.unassign = unassign;
    this.regionText = new Text(region.firstChild);
    this.machineText = new Text(machine.firstChild);
    this.stateText = new Text(state.firstChild);
    this.idText = new Text(uses.lastChild);
    this.ageText = new Text(age.firstChild);
    this.mainText = new Text(main.firstChild);
    this.index = -1;
    this.row = -1;
    this.looks = null;
    this.tone = null;
    this.picked = false;
    this.explained = false;
    this.hidden = false;
  }

  hide() {
    if (!this.hidden) this.element.hidden = this.hidden = true;
  }

  show(index, row, columns, machines, picked, now) {
    if (this.hidden) this.element.hidden = this.hidden = false;
    if (index !== this.index) {
      this.index = index;
      this.style.transform = `translateY(${index * this.height}px)`;
      this.element.setAttribute("aria-rowindex", index + 2);
    }
    if (picked !== this.picked) {
      this.pick.checked = this.picked = picked;
      this.element.toggleAttribute("data-selected", picked);
    }
    const other = row !== this.row;
    if (other) {
      this.row = row;
      this.address.data = columns.addressText(row);
      this.regionText.write(columns.regionNames[columns.region[row]]);
      this.ageText.write(relative(now - columns.claimed[row]));
      if (this.explained) this.explain(null);
    }
    // The machine may be loaded after its address.
    if (other || this.looks === BARE || !machines.whole) this.showMachine(row, columns, machines);
  }

  showMachine(row, columns, machines) {
    let [looks, name, state, id, tone] = [IDLE, "Idle", "", "", NO_TONE];
    if (!columns.isIdle(row)) {
      const own = columns.machine(row);
      const machine = machines.find(own);
      if (machine >= 0) [looks, name, state, id, tone] = [NAMED, machines.name(machine), machines.stateText(machine), own, TONES[machines.tone(machine)]];
      else if (machines.whole) [looks, name, id] = [ORPHANED, "Orphaned", own];
      else [looks, name] = [BARE, own];
    }
    if (looks !== this.looks) {
      const idle = looks === IDLE;
      const verb = idle ? "Assign" : "Move";
      this.looks = this.machine.className = looks;
      this.mainText.write(verb);
      this.main.setAttribute("data-act", verb);
      this.unassign.hidden = idle;
    }
    if (tone !== this.tone) this.tone = this.state.className = tone;
    this.machineText.write(name);
    this.stateText.write(state);
    this.idText.write(id);
  }

  // Sets full texts as tooltips on hover; `columns` null removes them.
  explain(columns) {
    this.explained = columns !== null;
    if (columns === null) return [this.region, this.machine, this.age].forEach((element) => element.removeAttribute("title"));
    const code = columns.regions[columns.region[this.row]];
    const claimed = columns.claimed[this.row];
    const clock = claimed % 86400;
    this.region.title = REGION_TITLES[code] || code;
    this.machine.title = columns.machine(this.row);
    this.age.title = `${date(Math.floor(claimed / 86400))} ${TWO[(clock / 3600) | 0]}:${TWO[((clock / 60) | 0) % 60]}:${TWO[clock % 60]} UTC`;
  }
}

function relative(seconds) {
  if (seconds < 60) return "now";
  if (seconds < 3600) return `${(seconds / 60) | 0} min ago`;
  if (seconds < 86400) return `${(seconds / 3600) | 0} h ago`;
  return `${(seconds / 86400) | 0} d ago`;
}

// Year, month and day of a number of days since 1970, by a calendar whose years start in March.
function date(days) {
  const shifted = days + 719468;
  const era = (shifted / 146097) | 0;
  const ofEra = shifted - era * 146097;
  const yearOfEra = ((ofEra - ((ofEra / 1460) | 0) + ((ofEra / 36524) | 0) - ((ofEra / 146096) | 0)) / 365) | 0;
  const ofYear = ofEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const month = ((5 * ofYear + 2) / 153) | 0;
  const day = ofYear - (((153 * month + 2) / 5) | 0) + 1;
  const calendar = month < 10 ? month + 3 : month - 9;
  return `${yearOfEra + era * 400 + (calendar <= 2 ? 1 : 0)}-${TWO[calendar]}-${TWO[day]}`;
}
