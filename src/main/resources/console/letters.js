// Dead letters: looked for when their number changes, and sent back by a button.
import { get, post } from "./api.js";
import { byId, el, keyed, setText } from "./dom.js";

let seen = 0;

export async function lookAtLetters(waiting) {
  if (waiting === null || waiting === seen) {
    return;
  }
  seen = waiting;
  try {
    show(await get("/api/dead-letters"));
  } catch (failed) {
    setText(byId("letter-note"), failed.message);
  }
}

function show({ waiting, letters }) {
  setText(byId("letter-count"), waiting ? `(${waiting})` : "");
  setText(byId("letter-note"), waiting === 0 ? "None waits."
    : waiting > letters.length ? `The first ${letters.length}; "hindsight dead-letters list" shows all.` : "");
  byId("letters").hidden = waiting === 0;
  keyed(byId("letters").tBodies[0], letters, letter => letter.letter, row, () => {});
}

function row(letter) {
  const cells = [letter.time.slice(0, 19).replace("T", " "), letter.table, letter.warehouse, letter.letter, letter.reason];
  const button = el("button", { type: "button", disabled: !letter.replayable, onclick: () => replay(button, letter) }, "Replay");
  return el("tr", {}, ...cells.map(cell => el("td", {}, cell)), el("td", {}, button));
}

async function replay(button, letter) {
  button.disabled = true;
  try {
    await post(`/api/dead-letters/${encodeURIComponent(letter.letter)}/replay`);
    show(await get("/api/dead-letters"));
  } catch (failed) {
    setText(byId("letter-note"), failed.message);
    button.disabled = false;
  }
}
