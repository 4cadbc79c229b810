// A route as the flow shows it: its name, how it is, its figures and its switch.
import { post } from "./api.js";
import { el, keyed, setText } from "./dom.js";

export function entry(name) {
  return el("div", { className: "entry" },
    el("span", { className: "state" }, name),
    el("button", { type: "button", onclick: press }),
    el("div", { className: "figures" }));
}

export function showEntry(element, route, state, lines) {
  element.querySelector(".state").className = `state name ${state}`;
  element.querySelector(".state").title = state;
  const button = element.querySelector("button");
  const action = state === "stopped" ? "resume" : "pause";
  Object.assign(button.dataset, { route, action });
  setText(button, action === "resume" ? "Resume" : "Pause");
  button.setAttribute("aria-label", `${button.textContent} ${route}`);
  button.hidden = state === "waiting" || state === "loading";
  keyed(element.querySelector(".figures"), lines.filter(Boolean), line => String(lines.indexOf(line)),
    () => el("div"), setText);
}

async function press(event) {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await post(`/api/routes/${encodeURIComponent(button.dataset.route)}/${button.dataset.action}`);
  } catch (refused) {
    button.title = refused.message;
  }
  button.disabled = false;
}
