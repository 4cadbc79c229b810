// Tables by the database that they are in: one whose tables needn't be seen is collapsed to its button.
import { byId, el, keyed, setText } from "./dom.js";

const collapsed = new Set();

const databaseOf = route => route.table.split(".", 1)[0];

/** A button for each of several databases; a triangle says that a table of it is in trouble. */
export function showDatabases(routes, isTroubled, changed) {
  const all = [...Map.groupBy(routes, databaseOf)];
  keyed(byId("databases"), all.length > 1 ? all : [], ([name]) => name,
    ([name]) => el("button", { type: "button", className: "state", onclick: () => {
      if (!collapsed.delete(name)) {
        collapsed.add(name);
      }
      changed();
    } }),
    (button, [name, those]) => {
      setText(button, `${name} (${new Set(those.map(route => route.topic)).size})`);
      button.setAttribute("aria-expanded", String(!collapsed.has(name)));
      button.classList.toggle("trouble", those.some(isTroubled));
    });
}

/** Whether its database is collapsed. */
export const isCollapsed = route => collapsed.has(databaseOf(route));
