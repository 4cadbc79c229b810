// The shop's page: orders go in by the form, and come back out of MySQL and, as statistics, out of ClickHouse.
import "/console/lib/chart.umd.min.js";
import { get, post } from "/console/api.js";
import { byId, el, setText } from "/console/dom.js";
import { count } from "/console/format.js";

const PAUSE_MILLIS = 1000;
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const axis = { grid: { color: colour("--line") }, ticks: { color: colour("--soft"), maxRotation: 0 } };
const chart = new globalThis.Chart(byId("minutes"), {
  type: "bar",
  data: { labels: [], datasets: [{ data: [], backgroundColor: colour("--accent") }] },
  options: { animation: false, maintainAspectRatio: false, scales: { x: axis, y: { ...axis, beginAtZero: true } }, plugins: { legend: { display: false } } },
});

function rows(table, items) {
  byId(table).tBodies[0].replaceChildren(...items.map(cells => el("tr", {}, ...cells.map(cell => el("td", {}, String(cell))))));
}

async function look() {
  try {
    const [orders, { totals, products, minutes }] = await Promise.all([get("/api/orders"), get("/api/statistics")]);
    rows("list", orders.map(order => [order.order_id, order.user_id, order.product_name, order.quantity,
      money.format(order.total_price), order.status, order.created_at.slice(0, 19).replace("T", " ")]));
    rows("products", products.map(product => [product.product_name, count(product.orders), count(product.pieces), money.format(product.revenue)]));
    setText(byId("orders"), count(totals.orders));
    setText(byId("revenue"), money.format(totals.revenue));
    setText(byId("customers"), count(totals.customers));
    chart.data.labels = minutes.map(minute => minute.time);
    chart.data.datasets[0].data = minutes.map(minute => minute.orders);
    chart.update("none");
  } catch (failed) {
    setText(byId("placed"), failed.message);
  }
  setTimeout(look, PAUSE_MILLIS);
}

byId("order").onsubmit = async event => {
  event.preventDefault();
  const form = new FormData(event.target);
  try {
    const order = await post("/api/orders", {
      user_id: Number(form.get("user_id")),
      product_name: form.get("product_name"),
      quantity: Number(form.get("quantity")),
      total_price: Number(form.get("total_price")),
    });
    setText(byId("placed"), `Order ${order.order_id} is placed.`);
  } catch (refused) {
    setText(byId("placed"), refused.message);
  }
};
look();
