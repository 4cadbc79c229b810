package io.hindsight.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Writes application.properties out of the options: {@code main} renews it. */
final class SettingsFile {

    static final Path PATH = Path.of("application.properties");
    private static final int WIDTH = 122;

    private static final String HEAD =
            """
            # Hindsight's settings: each with what it means; a commented one shows its default.
            #
            # A value may be {{env:NAME}}, the environment's variable NAME. And the environment wins over this file:
            # HINDSIGHT_SOURCE_PASSWORD is hindsight.source.password, HINDSIGHT_WAREHOUSE_CLICKHOUSE_URL is hindsight.warehouse.clickhouse.url.
            # Instead of a password, ...password-file names a file that holds it. No password belongs into -D, which others can read.
            # "hindsight validate" checks all of it, and what it leads to.

            """;

    /** What a first pipeline sets: an example, where all else has its default. */
    private static final Map<String, String> SET = properties(
            """
            hindsight.name=hindsight
            hindsight.source.hostname=localhost
            hindsight.source.username=hindsight
            hindsight.source.password={{env:MYSQL_PASSWORD:}}
            hindsight.kafka.brokers=localhost:9092
            hindsight.hawtio.password={{env:HAWTIO_PASSWORD:}}
            hindsight.warehouse.clickhouse.url=jdbc:clickhouse://localhost:8123/dw
            hindsight.warehouse.clickhouse.password={{env:CLICKHOUSE_PASSWORD:}}
            hindsight.table.item_asset_history.source=shop.item_assets
            hindsight.table.item_asset_history.keep=history
            hindsight.table.item_asset_history.rename=id:source_id
            hindsight.table.item_asset_history.effective-from=registered_at
            hindsight.table.item_asset_history.topic=item_asset_changes
            """);

    /** What stands behind an option, where its default alone doesn't show how it is used. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry(
                    "hindsight.tables.<name>.source",
                    """
            #hindsight.tables.shop.source=shop.*
            """),
            Map.entry("hindsight.routes", """
            #hindsight.routes=file:routes/*.camel.yaml
            """),
            Map.entry(
                    "hindsight.kafka.properties.<property>",
                    """
            #hindsight.kafka.properties.security.protocol=PLAINTEXT
            #hindsight.kafka.properties.ssl.truststore.type=PEM
            #hindsight.kafka.properties.ssl.truststore.location=/etc/hindsight/kafka-ca.pem
            """),
            Map.entry(
                    "hindsight.warehouse.<name>.kafka",
                    """
            #hindsight.warehouse.clickhouse.kafka=

            hindsight.warehouse.postgres.url=jdbc:postgresql://localhost:5432/dw
            hindsight.warehouse.postgres.username=hindsight
            hindsight.warehouse.postgres.password={{env:POSTGRES_PASSWORD:}}

            # StarRocks, at the query port of a frontend; see docs/starrocks.md. Each batch makes new versions of tables, which it
            # must merge: 10000 changes at most, and not too often
            #hindsight.warehouse.starrocks.url=jdbc:mysql://localhost:9030/dw
            #hindsight.warehouse.starrocks.username=root
            #hindsight.warehouse.starrocks.password=
            #hindsight.warehouse.starrocks.batch-size=10000
            #hindsight.warehouse.starrocks.batch-wait=10s
            """),
            Map.entry(
                    "hindsight.warehouse.<name>.namespace",
                    """
            #hindsight.warehouse.lake.url=s3://lake/histories
            #hindsight.warehouse.lake.namespace=hindsight
            """),
            Map.entry(
                    "hindsight.warehouse.<name>.catalog.<property>",
                    """
            #hindsight.warehouse.lake.catalog.type=jdbc
            #hindsight.warehouse.lake.catalog.uri=jdbc:postgresql://localhost:5432/catalog
            """),
            Map.entry(
                    "hindsight.warehouse.<name>.format-version",
                    """
            #hindsight.warehouse.lake.format-version=2
            """),
            Map.entry(
                    "hindsight.expect.<name>.table",
                    """
            #hindsight.expect.owners.table=item_asset_history
            """),
            Map.entry(
                    "hindsight.expect.<name>.not-null",
                    """
            #hindsight.expect.owners.not-null=owner_id
            """),
            Map.entry(
                    "hindsight.role.<name>.tables",
                    """
            #hindsight.role.analyst.tables=item_asset_history
            """),
            Map.entry(
                    "hindsight.role.<name>.mask",
                    """
            #hindsight.role.analyst.mask=item_asset_history.asset_info:truncate(4)
            """),
            Map.entry(
                    "hindsight.role.<name>.rows.<property>",
                    """
            #hindsight.role.analyst.rows.item_asset_history=owner_id < 1000
            """),
            Map.entry("hindsight.role.<name>.kafka", """
            #hindsight.role.analyst.kafka=
            """),
            Map.entry(
                    "hindsight.openlineage.transport.<property>",
                    """
            #hindsight.openlineage.transport.type=http
            #hindsight.openlineage.transport.url=http://localhost:5000
            """),
            Map.entry(
                    "hindsight.openlineage.namespace",
                    """
            #hindsight.openlineage.namespace=hindsight
            """));

    private SettingsFile() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(PATH, text());
    }

    static String text() {
        var text = new StringBuilder(HEAD);
        var heading = "";
        for (var option : Settings.options()) {
            if (!option.heading().equals(heading)) {
                heading = option.heading();
                text.append("\n\n# ---- ").append(heading).append(" ----\n\n");
            }
            comment(option.meaning()).forEach(line -> text.append(line).append('\n'));
            text.append(EXAMPLES.getOrDefault(option.key(), line(option)));
        }
        return text.toString();
    }

    private static String line(Option option) {
        var key = option.keyOf(nameIn(option.key()));
        return SET.containsKey(key)
                ? key + "=" + SET.get(key) + "\n"
                : "#" + key + "=" + option.byDefault().replace("<name>", "item_asset_history") + "\n";
    }

    private static String nameIn(String key) {
        return switch (key.split("\\.")[1]) {
            case "table" -> "item_asset_history";
            case "tables" -> "shop";
            case "expect" -> "owners";
            default -> "clickhouse";
        };
    }

    private static List<String> comment(String meaning) {
        var lines = new ArrayList<String>();
        var line = "#";
        for (var word : Arrays.stream(meaning.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList()) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line);
                line = "#";
            }
            line += " " + word;
        }
        if (line.length() > 1) {
            lines.add(line);
        }
        return lines;
    }

    private static Map<String, String> properties(String text) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(text));
            var map = new TreeMap<String, String>();
            properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
            return map;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
