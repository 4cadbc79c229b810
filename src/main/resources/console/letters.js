// Dead letters: looked for when their number changes; one or all of a table sent back, or discarded.
import { get, post } from "./api.js";
import { confirmed } from "./confirm.js";
import { byId, el, keyed, setText } from "./dom.js";
import { letterEntry } from "./letter.js";

let seen = "";
let shown = 0;
let asking = false;

/** The server may answer what it found a second ago. */
const ANSWER_IS_OLD_MS = 1500;

/** What is refused again is news too, even if as many wait as before. */
export function lookAtLetters({ deadLettersWaiting, tables }) {
  const now = [deadLettersWaiting, ...tables.map(table => table.deadLetters)].join();
  if (!asking && now !== seen && (deadLettersWaiting || shown)) {
    seen = now;
    refresh();
    setTimeout(refresh, ANSWER_IS_OLD_MS);
  }
}

async function refresh() {
  asking = true;
  try {
    show(await get("/api/dead-letters"));
  } catch (failed) {
    setText(byId("letter-note"), failed.message);
    seen = "";
  }
  asking = false;
}

function show({ waiting, routes, letters }) {
  shown = waiting;
  setText(byId("letter-count"), waiting ? `(${waiting})` : "");
  setText(byId("letter-note"), waiting === 0 ? "None waits."
    : waiting > letters.length ? `The first ${letters.length}; "hindsight dead-letters list" shows all.` : "");
  keyed(byId("letters"), routes, each => `route ${each.route}`, table, (card, each) => {
    setText(card.querySelector(".waiting"), `${each.waiting} · ${each.route || "of no route"}`);
    card.querySelector(".replay").disabled = !each.replayable;
    keyed(card.querySelector("ul"), letters.filter(letter => letter.route === each.route), letter => letter.letter,
      letter => letterEntry(letter, each.replayable, act), () => {});
  });
}

function table({ route, table, warehouse }) {
  const name = `${table || "an unknown table"} in ${warehouse || "no warehouse"}`;
  const all = { route };
  return el("div", { className: "card" },
    el("div", { className: "bar" },
      el("div", { className: "what" }, el("b", {}, name), el("div", { className: "figures waiting" })),
      el("button", { type: "button", className: "replay", onclick: event => act(event, "replay", all, name) }, "Replay all"),
      el("button", { type: "button", className: "discard", onclick: event => act(event, "discard", all, `all dead letters of ${name}`) }, "Discard all")),
    el("ul", { className: "letters" }));
}

async function act({ currentTarget: button }, action, which, name) {
  if (action === "discard"
      && !await confirmed(`Discard ${name}? What is discarded is removed for good, and will never be in the warehouse.`, "Discard")) {
    return;
  }
  button.disabled = true;
  try {
    const { replayed, left, discarded } = await post(`/api/dead-letters/${action}`, which);
    setText(byId("letter-done"), action === "discard" ? `${discarded} discarded.`
      : `${replayed} sent back.${left ? ` ${left} wait on: no route would read them.` : ""}`);
    await refresh();
  } catch (failed) {
    setText(byId("letter-done"), failed.message);
  }
  button.disabled = false;
  if (!document.contains(button)) {
    byId("letter-done").focus();
  }
}
