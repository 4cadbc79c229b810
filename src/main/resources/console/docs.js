// The documentation of this very version, as it comes with the program: headings, lists, tables, code and links.
import { getText } from "./api.js";
import { byId, el } from "./dom.js";

const PAGES = ["console", "operations", "repair", "how-far-back", "schema-changes", "troubleshooting", "sources", "postgresql-source",
  "types", "tools", "topic", "running", "upgrade", "sizing", "coming-from", "starrocks", "iceberg", "security", "privacy", "performance", "design"];

/** Code, links and strong words; all else is text. */
function inline(text) {
  return text.split(/(`[^`]+`|!?\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*)/).map(part => {
    const link = /^(!?)\[([^\]]*)\]\(([^)]*)\)$/.exec(part);
    if (link) {
      const page = /^([\w-]+)\.md(?:#.*)?$/.exec(link[3])?.[1];
      return link[1] ? "" : page ? el("a", { href: `#${page}` }, ...inline(link[2])) : el("span", {}, ...inline(link[2]));
    }
    return part.startsWith("`") ? el("code", {}, part.slice(1, -1))
      : part.startsWith("**") ? el("strong", {}, ...inline(part.slice(2, -2))) : part;
  });
}

function block(text) {
  const lines = text.split("\n");
  const heading = /^(#+) (.*)$/.exec(lines[0]);
  if (heading) {
    return el(`h${Math.min(4, heading[1].length + 1)}`, {}, ...inline(heading[2]));
  }
  if (lines[0].startsWith("```")) {
    return el("pre", {}, lines.slice(1, -1).join("\n"));
  }
  if (lines[0].startsWith("|")) {
    const cells = line => line.replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll("\\|", "|"));
    const row = (line, kind) => el("tr", {}, ...cells(line).map(cell => el(kind, {}, ...inline(cell))));
    return el("div", { className: "scroll" }, el("table", {},
      el("thead", {}, row(lines[0], "th")), el("tbody", {}, ...lines.slice(2).map(line => row(line, "td")))));
  }
  if (/^(- |\d+\. )/.test(lines[0])) {
    return el(lines[0].startsWith("-") ? "ul" : "ol", {}, ...text.split(/\n(?=- |\d+\. )/)
      .map(item => el("li", {}, ...inline(item.replace(/^(- |\d+\. )/, "").replace(/\s+/g, " ")))));
  }
  return el("p", {}, ...inline(lines.join(" ")));
}

/** Blocks stand apart by empty lines; code may have some. */
function blocks(text) {
  return text.split(/^(```[^]*?^```)$/m).flatMap(part => part.startsWith("```") ? [part] : part.split(/\n(?=#)|(?<=^#.*)\n|\n\s*\n/m))
    .map(part => part.trim()).filter(Boolean).map(block);
}

async function show() {
  const page = PAGES.includes(location.hash.slice(1)) ? location.hash.slice(1) : PAGES[0];
  byId("pages").replaceChildren(...PAGES.flatMap(name => [el("a", { href: `#${name}`, ariaCurrent: name === page ? "page" : null }, name), " "]));
  byId("page").replaceChildren(...blocks(await getText(`docs/${page}.md`)));
  document.title = `${byId("page").querySelector("h2")?.textContent ?? page} · Hindsight`;
  scrollTo(0, 0);
}

addEventListener("hashchange", show);
show().catch(failed => byId("page").replaceChildren(failed.message));
