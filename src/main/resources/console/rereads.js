// Spans of the source's log that are read again: how far, and the buttons that start, pause and end one, which ask first.
import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { byId, el, keyed, setText } from "./dom.js";
import { count } from "./format.js";
import { instant } from "./moment.js";

export function showRereads({ rereads, routes }) {
  keyed(byId("reread-table"), [...new Set(routes.map(route => route.table))], name => name,
    name => el("option", { value: name }, name), () => {});
  keyed(byId("rereads"), rereads, reread => reread.id, card, (element, reread) => {
    setText(element.querySelector(".figures"), reread.text);
    element.querySelector("progress").value = reread.share;
    element.querySelector(".pause").hidden = !reread.open || reread.state === "paused";
    element.querySelector(".go-on").hidden = reread.state !== "paused";
    setText(element.querySelector(".end"), reread.open ? "End" : "Forget");
  });
}

function card({ id, tables, open }) {
  const name = tables.join(", ");
  const button = (className, text, question) => el("button", {
    type: "button", className, ariaLabel: `${text} reading ${name} again`, onclick: event => act(event, id, className, question),
  }, text);
  return el("div", { className: "card" },
    el("div", { className: "bar" },
      el("div", { className: "what" }, el("b", {}, name), el("div", { className: "figures" })),
      el("progress", { max: 1, ariaLabel: `How much of ${name} has been read again` }),
      button("pause", "Pause", `Pause reading ${name} again? What has been read stays, and the source's log must be kept until it goes on.`),
      button("go-on", "Go on"),
      button("end", "End", open ? `End reading ${name} again? What has been read stays; the rest isn't read.` : "")));
}

async function act({ currentTarget: button }, id, action, question) {
  if (question && button.textContent !== "Forget" && !await confirmed(question, button.textContent)) {
    return;
  }
  await attempt(button, () => post(`/api/rereads/${encodeURIComponent(id)}/${action}`), () => "");
}

byId("reread").onsubmit = async event => {
  event.preventDefault();
  const since = byId("reread-since").value.trim();
  const wanted = { tables: [byId("reread-table").value], since: since && instant(since) };
  if (wanted.since === null) {
    setText(byId("reread-done"), "Since: write 2026-11-29, 2026-11-29 08:10:00, yesterday 9:00 or -2h (s, m, h, d or w); all in UTC");
    return;
  }
  await attempt(event.submitter, async () => {
    const span = await post("/api/rereads", { ...wanted, dryRun: true });
    const asked = `Read ${span.tables.join(", ")} again from ${span.from} to ${span.until}, ${count(span.bytes)} bytes of the source's log?`
      + " Versions that a warehouse lacks are there then, what it has stays.";
    return await confirmed(asked, "Read again") ? post("/api/rereads", wanted) : null;
  }, span => span ? "Asked for." : "");
};

async function attempt(button, work, words) {
  button.disabled = true;
  try {
    setText(byId("reread-done"), words(await work()));
  } catch (failed) {
    setText(byId("reread-done"), failed.message);
  }
  button.disabled = false;
}
