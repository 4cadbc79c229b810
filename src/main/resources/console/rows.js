// Rows as a table; where a key can be picked, each row has a button for it.
import { el, value } from "./dom.js";

const LONGEST = 500;

export function showRows(table, { columns, rows }, pick) {
  const heads = [...(pick ? [""] : []), ...columns, "in force since"];
  table.tHead.replaceChildren(el("tr", {}, ...heads.map(head => el("th", { scope: "col" }, head))));
  table.tBodies[0].replaceChildren(...rows.map(row => el("tr", {},
    ...(pick ? [el("td", {}, el("button", { type: "button", onclick: () => pick(row.values) }, "History"))] : []),
    ...row.values.map(text => el("td", {}, value(shortened(text)))),
    el("td", {}, row.from))));
}

export function shortened(text) {
  return text !== null && text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
