// The lines of the flow: from the source to each topic, and on to each table that is kept of it.

const SVG = "http://www.w3.org/2000/svg";

export function drawEdges(view, rates) {
  const svg = document.getElementById("edges");
  const frame = svg.getBoundingClientRect();
  const lines = [];
  for (const topic of new Set(view.routes.map(route => route.topic))) {
    lines.push(["node-source", `node-topic-${topic}`, look(view.capture, rates.captured)]);
  }
  for (const route of view.routes) {
    lines.push([`node-topic-${route.topic}`, `node-${route.id}`, look(route.state, rates.of(route.id))]);
  }
  while (svg.children.length > lines.length) {
    svg.lastChild.remove();
  }
  // all places first: a page that is asked for one after each change is laid out each time
  const curves = lines.map(([from, to]) => curve(document.getElementById(from), document.getElementById(to), frame));
  lines.forEach(([, , name], index) => {
    const path = svg.children[index] ?? svg.appendChild(document.createElementNS(SVG, "path"));
    path.setAttribute("class", name);
    path.setAttribute("d", curves[index]);
  });
}

function look(state, rate) {
  return state !== "started" && state !== "loading" ? "down" : rate > 0 ? "live" : "idle";
}

function curve(from, to, frame) {
  const left = from.getBoundingClientRect();
  const right = to.getBoundingClientRect();
  const x1 = left.right - frame.left;
  const y1 = left.top + left.height / 2 - frame.top;
  const x2 = right.left - frame.left - (to.classList.contains("entry") ? 13 : 0);
  const y2 = right.top + right.height / 2 - frame.top;
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
