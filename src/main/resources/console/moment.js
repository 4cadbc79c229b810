// The moment that is looked at: a text to the microsecond, and a slider over a span of time.
import { byId, el, setText } from "./dom.js";

const HOUR = 3_600_000;
const SPANS = [["last hour", HOUR], ["last day", 24 * HOUR], ["last week", 168 * HOUR], ["last 30 days", 720 * HOUR],
  ["last year", 8_766 * HOUR], ["last ten years", 87_660 * HOUR]];

export class Moment {
  #from = 0;
  #to = 0;
  #versions = null;

  constructor(changed) {
    this.changed = changed;
    byId("span").replaceChildren(...SPANS.map(([name]) => el("option", {}, name)), el("option", {}, "the key's versions"));
    byId("span").selectedIndex = 1;
    byId("span").onchange = () => {
      this.#range();
      this.#put(this.#to);
    };
    byId("slider").oninput = () => this.#put(this.#from + (this.#to - this.#from) * byId("slider").value / 1000);
    byId("at").onchange = () => {
      const at = instant(byId("at").value);
      if (at) {
        byId("at").value = at;
      }
      this.#slide();
      this.changed();
    };
  }

  /** From now on it is about these versions, newest first; null: about a table. */
  of(versions) {
    this.#versions = versions;
    byId("span").lastChild.hidden = !versions;
    byId("span").selectedIndex = versions ? SPANS.length : Math.min(byId("span").selectedIndex, SPANS.length - 1);
    this.#range();
    if (!byId("at").value) {
      byId("at").value = iso(this.#to);
    }
    this.#slide();
  }

  /** The moment as the program reads it; what is none is an error that says what can be written. */
  text() {
    const at = instant(byId("at").value);
    if (!at) {
      throw new Error("As of: write 2026-11-29, 2026-11-29 08:10:00, yesterday 9:00, -2h (s, m, h, d or w) or now; all in UTC");
    }
    return at;
  }

  set(at) {
    byId("at").value = at;
    this.#slide();
    this.changed();
  }

  #range() {
    const index = byId("span").selectedIndex;
    const now = Date.now();
    this.#to = now;
    this.#from = index < SPANS.length ? now - SPANS[index][1] : this.#oldest(now);
    setText(byId("from"), iso(this.#from));
    setText(byId("to"), `${iso(this.#to)} (now)`);
    this.#strip();
  }

  /** A little before the oldest version that is shown, so that the slider can say: not yet. */
  #oldest(now) {
    const oldest = Math.min(now - HOUR, ...(this.#versions ?? []).map(version => Date.parse(version.from)));
    return oldest - (now - oldest) / 20;
  }

  #put(millis) {
    byId("at").value = iso(millis);
    this.changed();
  }

  #slide() {
    const place = (Date.parse(instant(byId("at").value)) - this.#from) / (this.#to - this.#from);
    byId("slider").value = Math.round(1000 * Math.min(1, Math.max(0, place || 0)));
  }

  /** The versions as lengths of time under the slider's way. */
  #strip() {
    const length = this.#to - this.#from;
    byId("strip").hidden = !this.#versions;
    byId("strip").replaceChildren(...(this.#versions ?? []).map(version => {
      const from = Math.max(this.#from, Date.parse(version.from));
      const to = Math.min(this.#to, version.to ? Date.parse(version.to) : this.#to);
      const bar = el("i", { hidden: to <= from });
      bar.style.left = `${100 * (from - this.#from) / length}%`;
      bar.style.width = `${Math.max(0, 100 * (to - from) / length)}%`;
      return bar;
    }));
  }
}

const iso = millis => new Date(millis).toISOString();

const UNITS = { s: 1000, m: 60_000, h: HOUR, d: 24 * HOUR, w: 168 * HOUR };
const DAYS = { today: 0, yesterday: 1 };

/** What people write for a moment, in UTC, as 2026-11-29T08:10:00Z; null for what is none. */
export function instant(text, now = Date.now()) {
  const written = text.trim().toLowerCase();
  const ago = /^-\s*(\d+)\s*([smhdw])$/.exec(written);
  if (written === "now" || ago) {
    return iso(ago ? now - ago[1] * UNITS[ago[2]] : now);
  }
  const [, day, hour = "0", minute = "00", second = "00"] =
    /^(today|yesterday|\d{4}-\d\d-\d\d)(?:(?:\s+|t)(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?z?)?$/.exec(written) ?? [];
  if (!day) {
    return null;
  }
  const date = day in DAYS ? iso(now - DAYS[day] * UNITS.d).slice(0, 10) : day;
  const moment = `${date}T${hour.padStart(2, "0")}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(moment)) ? null : moment;
}
