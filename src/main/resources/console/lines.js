// A chart of lines over time, one for each name: of the last ten minutes, since the page was opened.
import "./lib/chart.umd.min.js";

const KEPT = 600;
const COLOURS = ["--accent", "--good", "--bad", "--soft"];

export class Lines {
  #chart;

  constructor(canvas, names) {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const axis = { grid: { color: colour("--line") }, ticks: { color: colour("--soft"), maxTicksLimit: 6, maxRotation: 0 } };
    this.#chart = new globalThis.Chart(canvas, {
      type: "line",
      data: {
        labels: [],
        datasets: names.map((label, index) => ({ label, data: [], borderColor: colour(COLOURS[index % COLOURS.length]), borderWidth: 1.5, pointRadius: 0, tension: .3 })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        scales: { x: axis, y: { ...axis, beginAtZero: true, suggestedMax: 1 } },
        plugins: { legend: { labels: { color: colour("--ink"), boxWidth: 12 } } },
      },
    });
  }

  /** One more moment; null for what isn't known. */
  add(label, values) {
    const { labels, datasets } = this.#chart.data;
    labels.push(label);
    datasets.forEach((set, index) => set.data.push(values[index]));
    if (labels.length > KEPT) {
      labels.shift();
      datasets.forEach(set => set.data.shift());
    }
    this.#chart.update("none");
  }

  close() {
    this.#chart.destroy();
  }
}
