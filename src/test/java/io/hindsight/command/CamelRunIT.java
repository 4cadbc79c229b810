package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.CamelJBang;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documented lines that start the routes by Camel JBang, with everything they name. */
class CamelRunIT {

    private final String name = Unique.name("jbang");
    private final Path checkout = Path.of("target", "jbang", name);

    @Test
    void theDocumentedLineKeepsTheHistoryUntilItIsToldToEnd() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".item_assets (id INT PRIMARY KEY, asset_info VARCHAR(255) NOT NULL)",
                        "INSERT INTO " + name + ".item_assets VALUES (1, 'a sword')");
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.item_asset_history.source", name + ".item_assets");
        keepsTheHistory(settings, documentedLine("README.md"), () -> TestServers.mySql()
                .execute("UPDATE " + name + ".item_assets SET asset_info = 'a bow'"));
    }

    @Test
    void soDoesTheLineForAPostgresql() throws Exception {
        try (var source = SourceDatabase.create("jbang")) {
            source.execute(
                    "CREATE TABLE item_assets (id INT PRIMARY KEY, asset_info TEXT NOT NULL)",
                    "INSERT INTO item_assets VALUES (1, 'a sword')");
            source.publish("item_assets");
            var settings = source.settings();
            settings.putAll(Pipeline.warehouse("postgres", name));
            settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
            settings.put("hindsight.table.item_asset_history.source", "public.item_assets");
            keepsTheHistory(
                    settings,
                    documentedLine("docs/running.md", "postgresql"),
                    () -> source.execute("UPDATE item_assets SET asset_info = 'a bow'"));
        }
    }

    private void keepsTheHistory(Map<String, String> settings, String line, Runnable update) throws Exception {
        TestServers.postgres().execute("CREATE DATABASE " + name);
        Files.createDirectories(checkout);
        for (var part : List.of("routes", "target", "jbang")) {
            Files.createSymbolicLink(checkout.resolve(part), Path.of(part).toAbsolutePath());
        }
        try (var camel = CamelJBang.start(checkout, settings, line)) {
            awaitVersions(camel, 1);
            update.run();
            awaitVersions(camel, 2);
            camel.terminate();
            assertThat(camel.exitCode()).as(camel.output()).isIn(0, 143);
            assertThat(camel.output()).contains("capture running").doesNotContain("sword", "bow");
        }
    }

    private static String documentedLine(String page, String... words) throws IOException {
        return Files.readAllLines(Path.of(page)).stream()
                .filter(line -> line.startsWith("camel run "))
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .findFirst()
                .map(line -> line.replaceFirst("\\s+#.*", "").replaceFirst("^camel ", ""))
                .orElseThrow();
    }

    private void awaitVersions(CamelJBang camel, int versions) {
        await().untilAsserted(() -> assertThat(count()).as(camel.output()).isEqualTo(String.valueOf(versions)));
    }

    private String count() {
        try {
            return Rows.of(TestServers.postgres(), name, "SELECT count(*) FROM item_asset_history")
                    .get(0);
        } catch (IllegalStateException noTableYet) {
            return "0";
        }
    }
}
