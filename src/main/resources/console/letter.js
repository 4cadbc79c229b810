// One dead letter: why it is one, the change itself, its values when they are asked for, and what can be done with it.
import { getText } from "./api.js";
import { el, setText } from "./dom.js";

export function letterEntry(letter, replayable, act) {
  const which = { letters: [letter.letter], route: letter.route };
  const button = (text, properties) => el("button", { type: "button", ariaLabel: `${text} ${letter.letter}`, ...properties }, text);
  const change = el("pre", { tabIndex: 0 });
  const values = button("With values", { className: "values", onclick: () => look(true) });
  const more = el("div", { hidden: true, className: "change" }, values, change);
  const show = button("Show", { className: "show", ariaExpanded: "false", onclick: () => more.hidden ? look(false) : open(false) });

  function open(is) {
    more.hidden = !is;
    show.ariaExpanded = String(is);
    setText(show, is ? "Hide" : "Show");
  }

  async function look(withValues) {
    const query = new URLSearchParams({ route: letter.route, values: withValues });
    try {
      setText(change, await getText(`/api/dead-letters/${encodeURIComponent(letter.letter)}?${query}`));
      values.hidden = withValues;
    } catch (failed) {
      setText(change, failed.message);
    }
    open(true);
  }

  const times = letter.replays ? ` · replayed ${letter.replays === 1 ? "once" : `${letter.replays} times`}` : "";
  return el("li", {},
    el("div", { className: "bar" },
      el("div", { className: "what" }, letter.reason,
        el("div", { className: "figures" }, `${letter.time.slice(0, 19).replace("T", " ")} · ${letter.letter}${times}`)),
      show,
      button("Replay", { className: "replay", disabled: !replayable, onclick: event => act(event, "replay", which, letter.letter) }),
      button("Discard", { className: "discard", onclick: event => act(event, "discard", which, letter.letter) })),
    more);
}
