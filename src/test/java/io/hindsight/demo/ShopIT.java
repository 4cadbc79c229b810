package io.hindsight.demo;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.Browser;
import io.hindsight.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop as it ships: its API, its statistics and its page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER =
            "{\"user_id\":1,\"product_name\":\"Test Product\",\"quantity\":1,\"total_price\":100}";

    private RunningScenario shop;
    private Http http;
    private Path home;

    @BeforeAll
    void run(@TempDir Path directory) throws Exception {
        home = directory;
        shop = new RunningScenario("shop", directory, Map.of("traffic.enabled", "false"));
        http = shop.http();
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void anOrderIsPlacedAndFound() {
        var placed = post(ORDER);
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        var order = json(placed);
        assertThat(placed.headers().firstValue("Location"))
                .hasValue("/api/orders/" + order.path("order_id").asLong());
        assertThat(order.path("product_name").asText()).isEqualTo("Test Product");
        assertThat(order.path("status").asText()).isEqualTo("PENDING");
        assertThat(json(get("/api/orders/" + order.path("order_id").asLong()))).isEqualTo(order);
        assertThat(json(get("/api/orders")).get(0).path("order_id").asLong())
                .isGreaterThanOrEqualTo(order.path("order_id").asLong());
        assertThat(json(get("/api/orders?before=3"))).hasSize(2);
    }

    @Test
    void anOrderIsInTheStatisticsOnce() {
        post(ORDER.replace("Test Product", "Lamp"));
        // an order of source.sql, and the one above; other tests' orders come meanwhile
        await().untilAsserted(() -> assertThat(json(get("/api/statistics")).path("products"))
                .filteredOn(product -> product.path("product_name").asText().equals("Lamp"))
                .singleElement()
                .satisfies(product -> {
                    assertThat(product.path("orders").asInt()).isEqualTo(2);
                    assertThat(product.path("revenue").decimalValue()).isEqualByComparingTo("124.90");
                }));
        var statistics = json(get("/api/statistics"));
        assertThat(statistics.path("totals").path("orders").asLong()).isPositive();
        assertThat(statistics.path("minutes")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_id\":1,\"product_name\":\"x\",\"quantity\":0,\"total_price\":1} quantity",
                "{\"user_id\":1,\"product_name\":\"\",\"quantity\":1,\"total_price\":1} product_name",
                "{\"user_id\":\"1\",\"product_name\":\"x\",\"quantity\":1,\"total_price\":1} user_id",
                "{\"user_id\":1,\"product_name\":\"x\",\"quantity\":1,\"total_price\":0.001} total_price",
                "{\"user_id\":1,\"product_name\":\"x\",\"quantity\":1} total_price",
                "{\"user_id\":999,\"product_name\":\"x\",\"quantity\":1,\"total_price\":1} user_id",
                "{\"user_id\":1,\"product_name\":\"x\\ud800\",\"quantity\":1,\"total_price\":1} product_name",
                "{\"user_id\":99999999999999999999,\"product_name\":\"x\",\"quantity\":1,\"total_price\":1} user_id",
                "{\"user_id\":1,\"product_name\":\"x\",\"quantity\":99999999999999999999,\"total_price\":1} quantity",
                "{\"user_id\":1,\"product_name\":\"x\",\"quantity\":1,\"total_price\":1}{} JSON",
                "{\"user_id\":1,\"product_name\":\"x\",\"quantity\":1,\"total_price\":1}rest JSON",
                "[] object",
                "{ JSON"
            })
    void aWrongOrderIsRefusedWithWhatIsWrong(String orderAndWord) {
        var cut = orderAndWord.lastIndexOf(' ');
        var refused = post(orderAndWord.substring(0, cut));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).path("detail").asText()).contains(orderAndWord.substring(cut + 1));
    }

    @Test
    void aCharacterOfTwoHalvesIsKept() {
        var placed = post(ORDER.replace("Test Product", "\\ud83d\\ude00"));
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        assertThat(json(placed).path("product_name").asText()).isEqualTo("\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders/99999999999999999999",
                "/api/orders/x",
                "/api/orders?before=99999999999999999999",
                "/api/orders?before=1e3",
                "/api/orders?before=1&before=2"
            })
    void aNumberThatIsNoneIsAClientsMistake(String path) {
        assertThat(get(path).statusCode()).as(get(path).body()).isEqualTo(400);
        assertThat(get(path).headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(get("/api/orders/987654321").statusCode()).isEqualTo(404);
        assertThat(json(get("/api/orders/987654321")).path("status").asInt()).isEqualTo(404);
    }

    @Test
    void healthAndDescription() {
        assertThat(json(get("/health")).path("status").asText()).isEqualTo("UP");
        var paths = json(get("/api/openapi")).path("paths");
        assertThat(paths.has("/api/orders") && paths.has("/api/orders/{id}") && paths.has("/health"))
                .as(paths.toString())
                .isTrue();
        assertThat(paths.path("/api/orders").has("post")).isTrue();
    }

    @Test
    void theFormPlacesAnOrderThatAppearsInTheListAndTheStatistics() {
        try (var browser = new Browser(home.resolve("browser"), 1280, 900)) {
            browser.open(http.uri("/site/"));
            var odd = "Umbrella <b>'é";
            browser.script("document.querySelector('[name=product_name]').value = \"" + odd + "\"");
            browser.click("#order button");
            browser.awaitText("is placed.");
            for (var table : List.of("list", "products")) {
                await(table).untilAsserted(() -> assertThat(
                                browser.script("return document.getElementById('" + table + "').innerText")
                                        .asText())
                        .contains(odd));
            }
            browser.screenshot(Path.of("target", "console", "shop.png"));
            browser.prefers("dark");
            browser.resize(390, 844);
            browser.open(http.uri("/site/"));
            browser.awaitText(odd);
            browser.screenshot(Path.of("target", "console", "shop-phone.png"));
            assertThat(browser.errors()).isEmpty();
        }
    }

    private HttpResponse<String> get(String path) {
        return http.send(HttpRequest.newBuilder(http.uri(path)).build());
    }

    private HttpResponse<String> post(String order) {
        return http.send(HttpRequest.newBuilder(http.uri("/api/orders"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build());
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(response.body(), failure);
        }
    }
}
