// A route as the flow shows it: its name, how it is, its figures and its switch.
import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { el, keyed, setText } from "./dom.js";

const WAITING = {
  capture: "No table gets changes until it is resumed, and the source must keep its log until then.",
  table: "Its changes wait in Kafka until it is resumed, for as long as Kafka keeps them.",
};

/** @param page where there is more of it; none by default */
export function entry(name, page) {
  return el("div", { className: "entry" },
    el("span", { className: "state" }, page ? el("a", { href: page }, name) : name),
    el("button", { type: "button", onclick: press }),
    el("div", { className: "figures" }));
}

/** @param trouble what is wrong though it runs; empty for nothing */
export function showEntry(element, route, state, lines, trouble = "") {
  element.querySelector(".state").className = `state name ${state}${trouble ? " trouble" : ""}`;
  element.querySelector(".state").title = trouble || state;
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
  const { route, action } = button.dataset;
  if (action === "pause" && !await confirmed(`Pause ${route}? ${WAITING[route === "capture" ? route : "table"]}`, "Pause")) {
    return;
  }
  button.disabled = true;
  try {
    await post(`/api/routes/${encodeURIComponent(route)}/${action}`);
  } catch (refused) {
    button.title = refused.message;
  }
  button.disabled = false;
}
