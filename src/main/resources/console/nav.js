// The way to the user's own pages, where there are some.
import { get } from "./api.js";
import { el } from "./dom.js";

const view = await get("/api/flow");
if (view.site && !location.pathname.startsWith("/site/")) {
  document.querySelector("header nav").append(" ", el("a", { href: "/site/" }, view.name));
}
document.querySelector("header nav").after(el("span", { className: "about" }, `${view.name} · Hindsight ${view.version}`));
