// Changes a second: what two events tell, and their last two minutes as a chart.
import "./lib/chart.umd.min.js";

const KEPT = 120;

export class Rates {
  #last;
  #routes = new Map();
  #chart;
  captured = 0;

  constructor(canvas) {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const line = (label, name) => ({ label, data: [], borderColor: colour(name), borderWidth: 1.5, pointRadius: 0, tension: .3 });
    const axis = { grid: { color: colour("--line") }, ticks: { color: colour("--soft"), maxTicksLimit: 6, maxRotation: 0 } };
    this.#chart = new globalThis.Chart(canvas, {
      type: "line",
      data: { labels: [], datasets: [line("captured", "--accent"), line("applied", "--good")] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        scales: { x: axis, y: { ...axis, beginAtZero: true, suggestedMax: 10 } },
        plugins: { legend: { labels: { color: colour("--ink"), boxWidth: 12 } } },
      },
    });
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
      this.#draw(view.at.slice(11, 19));
    }
    this.#last = { at, captured, counts };
  }

  #draw(label) {
    const { labels, datasets } = this.#chart.data;
    labels.push(label);
    datasets[0].data.push(this.captured);
    datasets[1].data.push([...this.#routes.values()].reduce((sum, each) => sum + each, 0));
    if (labels.length > KEPT) {
      labels.shift();
      datasets.forEach(set => set.data.shift());
    }
    this.#chart.update("none");
  }
}
