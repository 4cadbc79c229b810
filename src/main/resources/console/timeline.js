// A key's versions, newest first: what changed is marked, with what it was before.
import { el, value } from "./dom.js";
import { shortened } from "./rows.js";

const OPS = { c: "created", u: "updated", d: "deleted", r: "read by a snapshot" };

export class Timeline {
  versions = [];

  constructor(list, pick) {
    this.list = list;
    this.pick = pick;
  }

  clear() {
    this.versions = [];
    this.list.replaceChildren();
  }

  add({ columns, versions }) {
    this.versions.push(...versions);
    versions.forEach((version, index) => this.list.append(this.#item(columns, version, versions[index + 1])));
  }

  /** Marks the version that was in force at the moment. */
  mark(at) {
    const bars = document.getElementById("strip").children;
    this.versions.forEach((version, index) => {
      const now = compare(version.from, at) <= 0 && (version.to === null || compare(version.to, at) > 0);
      this.list.children[index].classList.toggle("now", now);
      bars[index]?.classList.toggle("now", now);
    });
  }

  #item(columns, version, older) {
    const changed = new Set(version.changed);
    const fields = columns.flatMap((column, index) => [
      el("dt", {}, column),
      changed.has(column)
        ? el("dd", {}, el("mark", {}, value(shortened(version.values[index]))), " ",
          ...(older ? [el("del", {}, value(shortened(older.values[index])))] : []))
        : el("dd", {}, value(shortened(version.values[index])))]);
    return el("li", {},
      el("button", { type: "button", onclick: () => this.pick(version.from), title: "Look at this moment" }, version.from), " ",
      el("b", {}, OPS[version.op] ?? version.op), " ",
      el("small", {}, version.to === null ? "in force" : version.to === version.from ? "no length" : `until ${version.to}`),
      el("dl", {}, ...fields));
  }
}

/** By time, to the microsecond: the digits after the second that a moment has may be none, three or six. */
function compare(left, right) {
  const padded = text => text.replace(/(?:\.(\d+))?Z$/, (_, digits = "") => `.${digits.padEnd(6, "0")}`);
  const [a, b] = [padded(left), padded(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
