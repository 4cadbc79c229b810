package io.hindsight.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Settings;
import io.hindsight.testing.Unique;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the beans of route files start is started once, in whatever order the files are loaded. */
class RouteBeansTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables errors check apply",
                // as a shell gives routes/*.camel.yaml to camel run
                "apply check errors tables"
            })
    void eachWarehouseHasItsPoolOnce(String files) {
        var warehouse = Unique.name("w");
        var main = new Main();
        main.bind("settings", Settings.of(settings(warehouse)));
        main.configure()
                .withRoutesIncludePattern(String.join(
                        ",",
                        Stream.of(files.split(" "))
                                .map("file:routes/%s.camel.yaml"::formatted)
                                .toList()));
        main.start();
        try {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .filteredOn((warehouse + ":housekeeper")::equals)
                    .hasSize(1);
        } finally {
            main.stop();
        }
    }

    /** Nothing answers there. */
    private static Map<String, String> settings(String warehouse) {
        return new TreeMap<>(Map.of(
                "hindsight.name",
                warehouse,
                "hindsight.source.hostname",
                "127.0.0.1",
                "hindsight.source.port",
                "1",
                "hindsight.source.username",
                "nobody",
                "hindsight.source.password",
                "nothing",
                "hindsight.kafka.brokers",
                "127.0.0.1:1",
                "hindsight.warehouse." + warehouse + ".url",
                "jdbc:postgresql://127.0.0.1:1/none",
                "hindsight.table.items.source",
                "shop.items"));
    }
}
