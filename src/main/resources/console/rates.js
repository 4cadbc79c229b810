// Changes a second: what two events tell, and their last minutes as a chart.
import { Lines } from "./lines.js";

export class Rates {
  #last;
  #routes = new Map();
  #chart;
  captured = 0;

  constructor(canvas) {
    this.#chart = new Lines(canvas, ["captured", "applied"]);
  }

  of(route) {
    return this.#routes.get(route) ?? 0;
  }

  add(view) {
    const at = Date.parse(view.at);
    const changes = new Map(view.status.tables.map(table => [`${table.target} ${table.warehouse}`, table.changes]));
    const counts = new Map(view.routes.map(route => [route.id, changes.get(`${route.target} ${route.warehouse}`) ?? 0]));
    const captured = view.status.capture.changes ?? 0;
    if (this.#last) {
      const seconds = Math.max(.2, (at - this.#last.at) / 1000);
      this.captured = Math.max(0, captured - this.#last.captured) / seconds;
      counts.forEach((count, route) => this.#routes.set(route, Math.max(0, count - (this.#last.counts.get(route) ?? count)) / seconds));
      this.#chart.add(view.at.slice(11, 19), [this.captured, [...this.#routes.values()].reduce((sum, each) => sum + each, 0)]);
    }
    this.#last = { at, captured, counts };
  }
}
