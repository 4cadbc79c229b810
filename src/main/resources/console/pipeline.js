// The pipeline's page: drawn again with each event, which comes every second.
import { isCollapsed, showDatabases } from "./databases.js";
import { byId, el, keyed, setText } from "./dom.js";
import { drawEdges } from "./edges.js";
import { entry, showEntry } from "./entry.js";
import { showExpectations } from "./expectations.js";
import { count, rate, seconds } from "./format.js";
import { lookAtLetters } from "./letters.js";
import { showRereads } from "./rereads.js";
import { Rates } from "./rates.js";
import { target, troublesOf } from "./troubles.js";

const MOST = 40;
let last;
const rates = new Rates(byId("rates"));

function source(view) {
  keyed(byId("source"), [view], () => "source",
    () => el("div", { className: "card", id: "node-source" }, el("b"), entry("capture")),
    card => {
      setText(card.querySelector("b"), view.source);
      const capture = view.status.capture;
      const snapshot = view.status.snapshot;
      showEntry(card.querySelector(".entry"), "capture", view.capture, [
        `${rate(rates.captured)} · ${count(capture.changes)} changes`,
        capture.connected ? `${seconds(capture.secondsBehindSource)} behind the source` : "not connected to the binlog",
        snapshot.running ? `snapshot: ${count(snapshot.rows)} of about ${count(snapshot.estimatedRows)} rows` : "",
      ], view.status.problems.find(problem => /^(source|consumer:capture|held-tables)/.test(problem.check))?.reason);
    });
}

function topics(view) {
  keyed(byId("topics"), [...Map.groupBy(view.routes, route => route.topic)], ([name]) => name,
    ([name]) => el("div", { className: "card", id: `node-topic-${name}` }, el("b", {}, name), el("div", { className: "figures" })),
    (card, [, routes]) => setText(card.querySelector(".figures"), [...new Set(routes.map(route => route.table))]
      .map(table => table + readAgain(view, table)).join(", ")));
}

function readAgain(view, table) {
  const open = view.rereads.find(reread => reread.open && reread.tables.includes(table));
  return open ? ` · read again: ${open.state}, ${Math.floor(100 * open.share)}%` : "";
}

function warehouses(view, troubles) {
  const tables = byTarget(view.status.tables);
  const loads = byTarget(view.status.routineLoads);
  keyed(byId("warehouses"), [...Map.groupBy(view.routes, route => route.warehouse)], ([name]) => name,
    ([name]) => el("div", { className: "card" }, el("b", {}, name), el("div", { className: "entries" })),
    (card, [, routes]) => keyed(card.querySelector(".entries"), routes, route => route.id,
      route => Object.assign(entry(route.target, pageOf(route)), { id: `node-${route.id}` }),
      (element, route) => {
        const table = tables.get(target(route));
        const load = loads.get(target(route));
        showEntry(element, route.id, route.state, table ? [
          `${rate(rates.of(route.id))} · ${count(table.changes)} changes`,
          table.held ? "held: its changes aren't sent" : `${count(table.lagChanges)} behind · lag ${seconds(table.lagSeconds)}`,
          [table.retries ? `${count(table.retries)} retries` : "", table.deadLetters ? `${count(table.deadLetters)} dead letters` : ""]
            .filter(Boolean).join(" · "),
        ] : load ? [
          `Routine Load: ${load.state}`,
          `${count(load.rows)} rows · ${count(load.lagChanges)} behind`,
        ] : ["waits for the source or the warehouse"], troubles(route, table));
      }));
}

/** The declaration's name stands in the route's id. */
const pageOf = ({ id, warehouse }) => `table.html#${new URLSearchParams({ table: id.slice("apply-".length, -1 - warehouse.length) })}`;
const byTarget = tables => new Map(tables.map(table => [target(table), table]));

/** The tables that are looked for, or whose databases aren't collapsed, as many as a page bears: by topic, so that each is there with all its warehouses. */
function chosen(view, troubles) {
  const wanted = byId("find").value.trim().toLowerCase();
  const tables = byTarget(view.status.tables);
  const behind = route => {
    const table = tables.get(target(route));
    return troubles(route, table) ? Infinity : table?.lagChanges ?? 0;
  };
  const all = Map.groupBy(view.routes, route => route.topic);
  showDatabases(view.routes, route => troubles(route, tables.get(target(route))), draw);
  let topics = [...all.values()].filter(routes => wanted
    ? routes.some(route => [route.table, route.topic, route.target, route.warehouse].some(text => text.toLowerCase().includes(wanted)))
    : !routes.every(isCollapsed));
  if (byId("order").value === "lag") {
    const worst = new Map(topics.map(routes => [routes, Math.max(...routes.map(behind))]));
    topics = topics.sort((left, right) => worst.get(left) === worst.get(right) ? 0 : worst.get(right) - worst.get(left));
  }
  const shown = topics.slice(0, MOST);
  setText(byId("found"), shown.length === all.size ? ""
    : `${shown.length} of ${all.size} shown${topics.length > shown.length ? ", of those found the first" : ""}`);
  return { ...view, routes: shown.flat() };
}

function show(view) {
  const status = byId("status");
  setText(status, view.status.status);
  status.className = `pill ${view.status.status === "UP" ? "up" : "down"}`;
  keyed(byId("problems"), view.status.problems, problem => problem.check, () => el("p"),
    (line, problem) => setText(line, `${problem.check}: ${problem.reason}`));
  rates.add(view);
  last = view;
  draw();
  lookAtLetters(view.status);
  showExpectations(view);
  showRereads(view);
}

function draw() {
  if (last) {
    const troubles = troublesOf(last);
    const view = chosen(last, troubles);
    source(view);
    topics(view);
    warehouses(view, troubles);
    drawEdges(view, rates);
  }
}

byId("find").oninput = draw;
byId("order").onchange = draw;

const events = new EventSource("/api/events");
events.onmessage = event => show(JSON.parse(event.data));
events.onerror = () => {
  setText(byId("status"), "no connection");
  byId("status").className = "pill down";
};
addEventListener("pagehide", () => events.close());
