package io.hindsight.demo;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Browser;
import io.hindsight.testing.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of the scenario lake as people see it, while its traffic runs. */
class LakePageIT {

    /** ClickHouse reads only what is below the directory that it is started in. */
    private final Path directory = Path.of("target", "lake", "page");

    @Test
    void showsWhatIsTriedAndWhatTheTrafficDoes() throws Exception {
        Directories.delete(directory);
        Files.createDirectories(directory);
        try (var lake = new RunningScenario("lake", directory, Map.of("traffic.rate", "10"));
                var browser = new Browser(directory.resolve("browser"), 1280, 1400)) {
            browser.open(lake.http().uri("/site/"));
            // of the beginning: who signed up on the first day has ordered on others
            awaitIn(browser, "retention", "+2");
            lake.change(
                    "UPDATE inventory.customers SET email = 'ada@new.example.com' WHERE id = 1",
                    "INSERT INTO inventory.orders (customer_id, total) VALUES (2, 299.99)",
                    "UPDATE inventory.products SET stock = 5 WHERE id = 5");
            awaitIn(browser, "enriched", "299.99");
            awaitIn(browser, "alerts", "of customer 2: 299.99, usually");
            awaitIn(browser, "alerts", "Umbrella: 5 left, 100 ordered");
            awaitIn(browser, "changes", "ada@new.example.com");
            await("the charts have bars").untilAsserted(() -> assertThat(
                            browser.script("return ['operations', 'minutes'].every(id => Chart.getChart(id).data"
                                            + ".datasets[0].data.some(value => value > 0))")
                                    .asBoolean())
                    .isTrue());
            browser.screenshot(Path.of("target", "console", "lake.png"));
            browser.prefers("dark");
            browser.resize(390, 844);
            browser.open(lake.http().uri("/site/"));
            awaitIn(browser, "products", "Umbrella");
            browser.screenshot(Path.of("target", "console", "lake-phone.png"));
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void awaitIn(Browser browser, String table, String text) {
        await(text).untilAsserted(() -> assertThat(
                        browser.script("return document.getElementById('" + table + "').innerText")
                                .asText())
                .contains(text));
    }
}
