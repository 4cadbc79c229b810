// The inventory's page: what the stream says each second, and what the lake answers as soon as it has answered before.
import "/console/lib/chart.umd.min.js";
import { get } from "/console/api.js";
import { byId, el, setText } from "/console/dom.js";
import { count } from "/console/format.js";

const PAUSE_MILLIS = 1000;
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const rate = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const axis = { grid: { color: colour("--line") }, ticks: { color: colour("--soft"), maxRotation: 0 } };

function bars(id, names, stacked) {
  const colours = [colour("--good"), colour("--accent"), colour("--bad")];
  return new globalThis.Chart(byId(id), {
    type: "bar",
    data: { labels: [], datasets: names.map((label, place) => ({ label, data: [], backgroundColor: stacked ? colours[place] : colour("--accent") })) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: { x: { ...axis, stacked }, y: { ...axis, stacked, beginAtZero: true } },
      plugins: { legend: { display: stacked, labels: { color: colour("--soft") } } },
    },
  });
}

const operations = bars("operations", ["created", "updated", "deleted"], true);
const minutes = bars("minutes", ["orders"], false);

function draw(chart, labels, ...series) {
  chart.data.labels = labels;
  series.forEach((data, place) => { chart.data.datasets[place].data = data; });
  chart.update("none");
}

function rows(table, items) {
  byId(table).tBodies[0].replaceChildren(...items.map(cells => el("tr", {}, ...cells.map(cell => el("td", {}, String(cell))))));
}

function showRetention(cells) {
  const days = [...new Set(cells.map(cell => Number(cell.days_since)))].sort((one, other) => one - other);
  const cohorts = [...new Set(cells.map(cell => cell.sign_up_day))];
  byId("retention").tHead.replaceChildren(el("tr", {}, el("th", {}, "Signed up"), ...days.map(day => el("th", {}, day === 0 ? "that day" : `+${day}`))));
  rows("retention", cohorts.map(cohort => [cohort, ...days.map(day => {
    const cell = cells.find(each => each.sign_up_day === cohort && Number(each.days_since) === day);
    return cell ? `${rate.format(cell.rate)} (${cell.users})` : "";
  })]));
}

async function showLive() {
  const live = await get("/api/inventory/live");
  draw(operations, live.operations.map(table => table.name),
    ...["created", "updated", "deleted"].map(op => live.operations.map(table => Number(table[op] ?? 0))));
  for (const kind of ["price", "stock", "order"]) {
    setText(byId(kind), count(live.counts[kind]));
  }
  rows("alerts", live.alerts.map(alert => [alert.at, alert.kind, alert.said]));
  rows("enriched", live.orders.map(order => [order.order_id, order.customer, order.region, money.format(order.total)]));
}

async function showAnswers() {
  const answers = await get("/api/inventory/answers");
  for (const total of ["customers", "orders", "versions"]) {
    setText(byId(total), count(answers.totals[total]));
  }
  setText(byId("revenue"), money.format(answers.totals.revenue));
  draw(minutes, answers.minutes.map(minute => minute.time), answers.minutes.map(minute => Number(minute.orders)));
  rows("products", answers.products.map(product => [product.name, money.format(product.price), count(product.stock), count(product.versions)]));
  rows("changes", answers.changes.map(change => [change.time, change.name, change.key, change.op, change.said]));
  showRetention(answers.retention);
}

async function again(show) {
  try {
    await show();
    setText(byId("problem"), "");
  } catch (failed) {
    setText(byId("problem"), failed.message);
  }
  setTimeout(() => again(show), PAUSE_MILLIS);
}

again(showLive);
again(showAnswers);
