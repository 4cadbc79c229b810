// One table's page: how it is declared, what becomes of its columns, and how it goes in each warehouse, with each event.
import { get, post } from "./api.js";
import { confirmed } from "./confirm.js";
import { byId, el, keyed, setText } from "./dom.js";
import { entry, showEntry } from "./entry.js";
import { count, rate, seconds } from "./format.js";
import { Lines } from "./lines.js";
import { instant } from "./moment.js";
import { troublesOf } from "./troubles.js";

let tables = [];
let last;
let charts;
const chosen = () => tables[byId("table").selectedIndex];

function problem(text) {
  byId("problem").hidden = !text;
  setText(byId("problem"), text);
}

function declare() {
  const table = chosen();
  const facts = [["source", table.source], ["topic", table.topic], ["kept as", `${table.keep}, in ${table.target}`],
    ["begins with", table.historyFrom], ["versions start at", table.effectiveFrom ?? "the time of the commit"],
    ["what is refused", table.onRefusal], ["other columns", table.onSchemaChange]];
  byId("declaration").replaceChildren(...facts.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]));
  const heads = ["column", "in the warehouse", "of type", "", ...table.warehouses];
  byId("columns").tHead.replaceChildren(el("tr", {}, ...heads.map(head => el("th", { scope: "col" }, head))));
  byId("columns").tBodies[0].replaceChildren(...table.columns.map(column => el("tr", {},
    ...[column.source, column.target, column.type,
      [column.key ? "key" : column.tracked ? "" : "not tracked", column.mask ? `masked: ${column.mask}` : ""].filter(Boolean).join(", "),
      ...table.warehouses.map(name => column.types[name] ?? "")].map(text => el("td", {}, text)))));
  setText(byId("left-out"), table.columns.length === 0 ? "Its columns are known when a warehouse keeps it."
    : table.leftOut.length ? `Left out: ${table.leftOut.join(", ")}` : "");
  byId("history").hidden = table.keep !== "history";
  byId("history").href = `history.html#${new URLSearchParams({ table: table.table, warehouse: table.warehouses[0] })}`;
  byId("kept").replaceChildren();
  charts?.forEach(chart => chart.close());
  charts = [new Lines(byId("rates"), table.warehouses), new Lines(byId("lags"), table.warehouses)];
  last = null;
  document.title = `${table.target} · Hindsight`;
}

function show(view) {
  const status = byId("status");
  setText(status, view.status.status);
  status.className = `pill ${view.status.status === "UP" ? "up" : "down"}`;
  const table = chosen();
  if (!table) {
    return;
  }
  const at = Date.parse(view.at);
  const figures = new Map(view.status.tables.filter(each => each.target === table.target).map(each => [each.warehouse, each]));
  const counts = table.warehouses.map(name => figures.get(name)?.changes ?? null);
  const rates = last ? counts.map((now, index) => now === null || last.counts[index] === null ? null
    : Math.max(0, now - last.counts[index]) / Math.max(.2, (at - last.at) / 1000)) : counts.map(() => null);
  const routes = view.routes.filter(route => table.warehouses.some(name => route.id === `apply-${table.table}-${name}`));
  const troubles = troublesOf(view);
  keyed(byId("kept"), routes, route => route.id, route => el("div", { className: "card" }, entry(route.warehouse)), (card, route) => {
    const figure = figures.get(route.warehouse);
    showEntry(card.querySelector(".entry"), route.id, route.state, figure ? [
      `${rate(rates[table.warehouses.indexOf(route.warehouse)])} · ${count(figure.changes)} changes`,
      figure.held ? "held: its changes aren't sent" : `${count(figure.lagChanges)} behind · lag ${seconds(figure.lagSeconds)}`,
      `${count(figure.retries)} retries · ${count(figure.deadLetters)} dead letters`,
      troubles(route, figure),
    ] : ["waits for the source or the warehouse"], troubles(route, figure));
  });
  if (last) {
    charts[0].add(view.at.slice(11, 19), rates);
    charts[1].add(view.at.slice(11, 19), table.warehouses.map(name => figures.get(name)?.lagSeconds ?? null));
  }
  last = { at, counts };
}

async function attempt(button, work) {
  button.disabled = true;
  try {
    setText(byId("done"), await work());
  } catch (failed) {
    setText(byId("done"), failed.message);
  }
  button.disabled = false;
}

byId("snapshot").onclick = ({ currentTarget: button }) => attempt(button, async () => {
  const { table, source } = chosen();
  if (!await confirmed(`Read all rows of ${source} once more, while changes flow? Rows that are as they were add no versions; rows that are gone are closed.`, "Snapshot")) {
    return "";
  }
  await post(`/api/tables/${encodeURIComponent(table)}/snapshot`);
  return "Asked for.";
});

byId("again").onsubmit = event => {
  event.preventDefault();
  const written = byId("since").value.trim();
  const since = written && instant(written);
  attempt(event.submitter, async () => {
    if (since === null) {
      return "Since: write 2026-11-29, 2026-11-29 08:10:00, yesterday 9:00 or -2h (s, m, h, d or w); all in UTC";
    }
    const wanted = { tables: [chosen().table], since };
    const span = await post("/api/rereads", { ...wanted, dryRun: true });
    if (!await confirmed(`Read ${span.tables.join(", ")} again from ${span.from} to ${span.until}, ${count(span.bytes)} bytes of the source's log?`
      + " Versions that a warehouse lacks are there then, what it has stays.", "Read again")) {
      return "";
    }
    await post("/api/rereads", wanted);
    return "Asked for; the pipeline's page says how far it is.";
  });
};

function open() {
  const wanted = new URLSearchParams(location.hash.slice(1)).get("table");
  const index = wanted === null ? 0 : tables.findIndex(each => each.table === wanted);
  byId("table").selectedIndex = index;
  problem(tables.length === 0 ? "No table is declared." : index < 0 ? `No table is declared as ${wanted} here.` : "");
  if (tables[index]) {
    declare();
  }
}

tables = await get("/api/tables");
byId("table").replaceChildren(...tables.map(each => el("option", {}, each.table)));
byId("table").onchange = () => { location.hash = new URLSearchParams({ table: chosen().table }); };
byId("choice").onsubmit = event => event.preventDefault();
addEventListener("hashchange", open);
open();
const events = new EventSource("/api/events");
events.onmessage = event => show(JSON.parse(event.data));
events.onerror = () => {
  setText(byId("status"), "no connection");
  byId("status").className = "pill down";
};
addEventListener("pagehide", () => events.close());
