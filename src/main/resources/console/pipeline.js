// The pipeline's page: drawn again with each event, which comes every second.
import { byId, el, keyed, setText } from "./dom.js";
import { drawEdges } from "./edges.js";
import { entry, showEntry } from "./entry.js";
import { count, rate, seconds } from "./format.js";
import { lookAtLetters } from "./letters.js";
import { Rates } from "./rates.js";

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
      ]);
    });
}

function topics(view) {
  const names = [...new Set(view.routes.map(route => route.topic))];
  keyed(byId("topics"), names, name => name,
    name => el("div", { className: "card", id: `node-topic-${name}` }, el("b", {}, name), el("div", { className: "figures" })),
    (card, name) => {
      const tables = new Set(view.routes.filter(route => route.topic === name).map(route => route.table));
      setText(card.querySelector(".figures"), [...tables].join(", "));
    });
}

function warehouses(view) {
  const names = [...new Set(view.routes.map(route => route.warehouse))];
  keyed(byId("warehouses"), names, name => name,
    name => el("div", { className: "card" }, el("b", {}, name), el("div", { className: "entries" })),
    (card, name) => keyed(card.querySelector(".entries"), view.routes.filter(route => route.warehouse === name), route => route.id,
      route => Object.assign(entry(route.target), { id: `node-${route.id}` }),
      (element, route) => {
        const table = of(view.status.tables, route);
        const load = of(view.status.routineLoads, route);
        showEntry(element, route.id, route.state, table ? [
          `${rate(rates.of(route.id))} · ${count(table.changes)} changes`,
          table.held ? "held: its changes aren't sent" : `${count(table.lagChanges)} behind · lag ${seconds(table.lagSeconds)}`,
          [table.retries ? `${count(table.retries)} retries` : "", table.deadLetters ? `${count(table.deadLetters)} dead letters` : ""]
            .filter(Boolean).join(" · "),
        ] : load ? [
          `Routine Load: ${load.state}`,
          `${count(load.rows)} rows · ${count(load.lagChanges)} behind`,
        ] : ["waits for the source or the warehouse"]);
      }));
}

const of = (tables, route) =>
  tables.find(table => table.target === route.target && table.warehouse === route.warehouse);

function show(view) {
  const status = byId("status");
  setText(status, view.status.status);
  status.className = `pill ${view.status.status === "UP" ? "up" : "down"}`;
  keyed(byId("problems"), view.status.problems, problem => problem.check, () => el("p"),
    (line, problem) => setText(line, `${problem.check}: ${problem.reason}`));
  rates.add(view);
  source(view);
  topics(view);
  warehouses(view);
  drawEdges(view, rates);
  lookAtLetters(view.status);
}

const events = new EventSource("/api/events");
events.onmessage = event => show(JSON.parse(event.data));
events.onerror = () => {
  setText(byId("status"), "no connection");
  byId("status").className = "pill down";
};
addEventListener("pagehide", () => events.close());
