// The history's page: a table, a key or none, and a moment; each change of them asks the warehouse.
import { get } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { compareOn, forgetDifferences } from "./compare.js";
import { Moment } from "./moment.js";
import { showRows } from "./rows.js";
import { Timeline } from "./timeline.js";

const PAUSE_MILLIS = 60;
const SAID_AFTER_MILLIS = 1000;

let histories = [];
let key = [];
let after = null;
let asking = new AbortController();
let timer;

const moment = new Moment(() => ask(null));
const timeline = new Timeline(byId("timeline"), at => moment.set(at));
const table = () => histories[byId("table").selectedIndex];
const path = what => `/api/histories/${encodeURIComponent(table().table)}/${encodeURIComponent(table().warehouse)}/${what}`;
const query = pairs => new URLSearchParams(pairs.filter(pair => pair[1] !== null)).toString();
const having = () => byId("column").value
  ? [["column", byId("column").value], ["value", byId("value").value || null]] : [];
const keyPairs = () => key.map(text => ["key", text]);

function problem(text) {
  byId("problem").hidden = !text;
  setText(byId("problem"), text);
}

/** Waits for an answer, and says so when that takes long. */
async function patiently(asked) {
  const slow = setTimeout(() => setText(byId("waiting"), "The warehouse is at work …"), SAID_AFTER_MILLIS);
  try {
    return await asked;
  } finally {
    clearTimeout(slow);
    setText(byId("waiting"), "");
  }
}

/** Asks soon, once for a slider that is being dragged; an answer that is no longer wanted is not waited for. */
function ask(page) {
  clearTimeout(timer);
  timer = setTimeout(() => answer(page), PAUSE_MILLIS);
}

async function answer(page) {
  asking.abort();
  asking = new AbortController();
  const began = performance.now();
  try {
    const at = moment.text();
    const found = await patiently(key.length
      ? get(`${path("row")}?${query([...keyPairs(), ["at", at]])}`, asking.signal)
      : get(`${path("rows")}?${query([["at", at], ["after", page], ...having()])}`, asking.signal));
    problem("");
    after = found.after;
    setText(byId("answer-head"), `${key.length ? `${table().target} ${key.join(", ")}` : table().target} as of ${found.at}`);
    showRows(byId("answer"), found, key.length ? null : pick);
    setText(byId("answer-note"), note(found, page, Math.round(performance.now() - began)));
    byId("next").hidden = !after;
    byId("first").hidden = !page;
    setText(byId("sql"), found.sql);
    timeline.mark(found.at);
    remember(at);
  } catch (failed) {
    if (failed.name !== "AbortError") {
      nothing();
      problem(failed.message);
    }
  }
}

/** What was there answers another question. */
function nothing() {
  byId("answer").tHead.replaceChildren();
  byId("answer").tBodies[0].replaceChildren();
  ["answer-note", "sql"].forEach(id => setText(byId(id), ""));
  setText(byId("answer-head"), "As of");
  byId("next").hidden = byId("first").hidden = true;
}

function note(found, page, millis) {
  if (found.knownSince) {
    const rows = found.rows.length ? `${found.rows.length === 1 ? "A row is" : `${found.rows.length} rows are`} known, not all. ` : "";
    return `${rows}Not known: the history begins at ${found.knownSince}.`;
  }
  const none = key.length ? "The key had no row then." : page || found.after ? "No row here; there may be more." : "No row then.";
  return `${found.rows.length ? `${found.rows.length} ${found.rows.length === 1 ? "row" : "rows"}` : none} · ${millis} ms`;
}

function pick(values) {
  byId("keys").querySelectorAll("input").forEach((input, index) => { input.value = values[index]; });
  showKey();
}

async function showKey() {
  if (!table()) {
    return problem("Choose a table.");
  }
  clearTimeout(timer);
  key = [...byId("keys").querySelectorAll("input")].map(input => input.value);
  byId("timeline-box").hidden = false;
  try {
    timeline.clear();
    await olderVersions(null);
    moment.of(timeline.versions);
    problem("");
    ask(null);
  } catch (failed) {
    nothing();
    problem(failed.message);
  }
}

async function olderVersions(before) {
  const page = await patiently(get(`${path("versions")}?${query([...keyPairs(), ["before", before]])}`));
  timeline.add(page);
  byId("older").hidden = !page.before;
  byId("older").onclick = () => olderVersions(page.before).catch(failed => problem(failed.message));
}

function showTable() {
  if (!table()) {
    problem("Choose a table.");
    return;
  }
  key = [];
  byId("timeline-box").hidden = true;
  moment.of(null);
  ask(null);
}

function chosen() {
  byId("column").replaceChildren(...["", ...table().columns].map(name => el("option", { value: name }, name || "any column")));
  byId("value").value = "";
  byId("value").disabled = true;
  forgetDifferences();
  byId("keys").replaceChildren(...table().keys.map(each =>
    el("label", {}, `${each.name} `, el("input", { name: each.name, required: true, autocomplete: "off", size: 12 }))));
  showTable();
}

function remember(at) {
  history.replaceState(null, "", `#${query([["table", table().table], ["warehouse", table().warehouse], ...keyPairs(), ["at", at]])}`);
}

async function start() {
  histories = await get("/api/histories");
  byId("table").replaceChildren(...histories.map(each => el("option", {}, `${each.target} in ${each.warehouse}`)));
  byId("choice").hidden = histories.length === 0;
  if (histories.length === 0) {
    problem("No table is kept as a history: hindsight.table.<name>.keep=history");
    return;
  }
  open();
}

/** Shows what the address asks for: somebody may have shared it. */
function open() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const index = wanted.has("table")
    ? histories.findIndex(each => each.table === wanted.get("table") && each.warehouse === wanted.get("warehouse"))
    : 0;
  byId("table").selectedIndex = index;
  if (wanted.has("at")) {
    byId("at").value = wanted.get("at");
  }
  if (index < 0) {
    byId("keys").replaceChildren();
    byId("timeline-box").hidden = true;
    nothing();
    problem(`No history called ${wanted.get("table")} is kept in ${wanted.get("warehouse")} here: it may have another name now.`);
    return;
  }
  chosen();
  if (wanted.getAll("key").length) {
    pick(wanted.getAll("key"));
  }
}

addEventListener("hashchange", () => histories.length && open());
byId("table").onchange = chosen;
byId("choice").onsubmit = event => {
  event.preventDefault();
  showKey();
};
byId("whole").onclick = showTable;
byId("column").onchange = () => {
  byId("value").disabled = !byId("column").value;
  showTable();
};
byId("value").onchange = showTable;
compareOn(() => table() && path("changes"), () => moment.text(), patiently);
byId("next").onclick = () => answer(after);
byId("first").onclick = () => answer(null);
byId("copy").onclick = async () => {
  await navigator.clipboard.writeText(byId("sql").textContent)
    .then(() => setText(byId("copied"), "copied"), () => getSelection().selectAllChildren(byId("sql")));
};
start().catch(failed => problem(failed.message));
