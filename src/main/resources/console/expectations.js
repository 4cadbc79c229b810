// What is expected of tables, and of how many rows it isn't so.
import { byId, el, keyed, setText } from "./dom.js";
import { count } from "./format.js";

export function showExpectations({ status: { expectations } }) {
  byId("expected").hidden = expectations.length === 0;
  keyed(byId("expectations").tBodies[0], expectations, each => `${each.expectation} in ${each.warehouse}`,
    () => el("tr", {}, ...Array.from({ length: 5 }, () => el("td"))),
    (row, { expectation, target, warehouse, failingRows, asked }) => {
      const texts = [expectation, target, warehouse, count(failingRows),
        asked === null ? "never" : new Date(asked * 1000).toISOString().slice(0, 19).replace("T", " ")];
      texts.forEach((text, index) => setText(row.cells[index], text));
      row.className = failingRows ? "failing" : "";
    });
}
