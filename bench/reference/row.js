// One row of the table: made once, then written for one address after another, each cell only if it changes.

const TEMPLATE = document.getElementById("row").content.firstElementChild;
const REGION_TITLES = { ny2: "East Coast (NY2), New York City", ca1: "West Coast (CA1), Santa Clara", ams1: "Europe (AMS1), Amsterdam" };
const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

export class Row {
  constructor(slot, height) {
    const row = TEMPLATE.cloneNode(true);
    const [ip, region, machine, age, act] = row.children;
    const [address, copy] = ip.children;
    const [more, actions] = act.children;
    const [main, unassign, release] = actions.children;
    address.id = `ip-${slot}`;
    actions.id = `actions-${slot}`;
    more.setAttribute("popovertarget", actions.id);
    for (const [button, id] of [[copy, "copy"], [more, "more"], [main, "main"], [unassign, "unassign"], [release, "release"]]) {
      button.id = `${id}-${slot}`;
      button.setAttribute("aria-labelledby", `${button.id} ${address.id}`);
    }
    this.element = row;
    this.style = row.style;
    this.height = height;
    this.address = address.firstChild;
    this.region = region.firstChild;
    this.regionText = this.region.firstChild;
    this.machine = machine.firstChild;
    this.machineText = this.machine.firstChild;
    this.age = age.firstChild;
    this.ageText = this.age.firstChild;
    this.main = main;
    this.mainText = main.firstChild;
    this.unassign = unassign;
    this.index = -1;
    this.row = -1;
    this.regionShown = -1;
    this.idleShown = null;
    this.daysShown = "";
    this.hidden = false;
  }

  hide() {
    if (!this.hidden) this.element.hidden = this.hidden = true;
  }

  show(index, row, columns, now) {
    if (this.hidden) this.element.hidden = this.hidden = false;
    if (index !== this.index) {
      this.index = index;
      this.style.transform = `translateY(${index * this.height}px)`;
      this.element.setAttribute("aria-rowindex", index + 2);
    }
    if (row === this.row) return;
    this.row = row;
    const address = columns.addressText(row);
    this.address.data = address;
    this.element.setAttribute("data-ip", address);
    const region = columns.region[row];
    if (region !== this.regionShown) {
      this.regionShown = region;
      const code = columns.regions[region];
      this.regionText.data = code.toUpperCase();
      this.region.title = REGION_TITLES[code] || code;
    }
    this.showMachine(row, columns);
    this.showAge(columns.claimed[row], now);
  }

  showMachine(row, columns) {
    const idle = columns.isIdle(row);
    if (idle !== this.idleShown) {
      this.idleShown = idle;
      this.machine.className = idle ? "chip chip-idle" : "machine";
      this.main.setAttribute("data-act", idle ? "Assign" : "Move");
      this.mainText.data = idle ? "Assign" : "Move";
      this.unassign.hidden = idle;
      if (idle) {
        this.machine.removeAttribute("title");
        this.machineText.data = "Idle";
      }
    }
    if (!idle) {
      const machine = columns.machine(row);
      this.machineText.data = machine;
      this.machine.title = machine;
    }
  }

  showAge(claimed, now) {
    const text = relative(now - claimed);
    if (text !== this.daysShown) this.ageText.data = this.daysShown = text;
    const day = date(Math.floor(claimed / 86400));
    const clock = claimed % 86400;
    const time = `${TWO[(clock / 3600) | 0]}:${TWO[((clock / 60) | 0) % 60]}:${TWO[clock % 60]}`;
    this.age.title = `${day} ${time} UTC`;
    this.age.setAttribute("datetime", `${day}T${time}Z`);
  }
}

function relative(seconds) {
  if (seconds < 60) return "now";
  if (seconds < 3600) return `${(seconds / 60) | 0} min ago`;
  if (seconds < 86400) return `${(seconds / 3600) | 0} h ago`;
  return `${(seconds / 86400) | 0} d ago`;
}

// Year, month and day of a number of days since 1970, by the calendar that starts its years in March.
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
