// A table at two moments: how many keys were added, removed and changed, and which.
import { get } from "./api.js";
import { byId, el, setText, value } from "./dom.js";
import { count } from "./format.js";
import { instant } from "./moment.js";
import { shortened } from "./rows.js";

export function forgetDifferences() {
  setText(byId("counts"), "");
  byId("differences").tHead.replaceChildren();
  byId("differences").tBodies[0].replaceChildren();
  byId("more-differences").hidden = true;
}

/**
 * @param path gives where the chosen table's changes are asked for
 * @param until gives the later moment
 * @param patiently waits, and says so
 */
export function compareOn(path, until, patiently) {
  byId("compare").onsubmit = async event => {
    event.preventDefault();
    forgetDifferences();
    const from = instant(byId("compared").value);
    if (from === null) {
      setText(byId("counts"), "From: write 2026-11-29, 2026-11-29 08:10:00, yesterday 9:00 or -2h (s, m, h, d or w); all in UTC");
      return;
    }
    await page(path(), { from, to: until() });
  };

  async function page(asked, moments, after) {
    try {
      const found = await patiently(get(`${asked}?${new URLSearchParams(after ? { ...moments, after } : moments)}`));
      setText(byId("counts"), `${count(found.added)} added, ${count(found.removed)} removed, ${count(found.changed)} changed`
        + ` from ${found.from} to ${found.to}`);
      byId("differences").tHead.replaceChildren(found.differences.length || after
        ? el("tr", {}, ...["", ...found.columns].map(head => el("th", { scope: "col" }, head))) : "");
      byId("differences").tBodies[0].append(...found.differences.map(each => row(found.columns, each)));
      byId("more-differences").hidden = !found.after;
      byId("more-differences").onclick = () => page(asked, moments, found.after);
    } catch (failed) {
      setText(byId("counts"), failed.message);
    }
  }
}

function row(columns, { kind, was, is, changed }) {
  const other = new Set(changed);
  return el("tr", {}, el("td", {}, kind), ...columns.map((column, index) => {
    const now = value(shortened((is ?? was)[index]));
    return kind === "removed" ? el("td", {}, el("del", {}, now))
      : other.has(column) ? el("td", {}, el("mark", {}, now), " ", el("del", {}, value(shortened(was[index])))) : el("td", {}, now);
  }));
}
