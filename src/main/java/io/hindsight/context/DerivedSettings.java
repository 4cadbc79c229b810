package io.hindsight.context;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What routes ask for that is made of several settings. */
final class DerivedSettings {

    /** What stands for each name; null leaves an optional placeholder out of the route. */
    static final Map<String, Function<Settings, String>> BY_NAME = Map.of(
            "source.databases", DerivedSettings::databases,
            "source.tables", DerivedSettings::tables,
            "source.keys", DerivedSettings::keys,
            "console.routes",
                    settings -> settings.console().enabled() ? ",classpath:routes/console/api.camel.yaml" : "",
            "source.signal-table",
                    settings -> settings.source()
                            .signalTable()
                            .map(TableName::toString)
                            .orElse(null),
            "source.public-key-retrieval",
                    settings -> String.valueOf(!settings.source().sslMode().startsWith("verify")),
            "kafka.largest-message", settings -> String.valueOf(settings.kafka().largestMessage()),
            "kafka.buffer", settings -> String.valueOf(settings.kafka().buffer()));

    private DerivedSettings() {}

    /** Debezium's database.include.list, with the signal table's own. */
    private static String databases(Settings settings) {
        return Stream.concat(
                        settings.tables().stream().map(TableDeclaration::source),
                        settings.source().signalTable().stream())
                .map(TableName::database)
                .distinct()
                .map(database -> "(?-i:" + escaped(database) + ")")
                .collect(Collectors.joining(","));
    }

    /** Debezium's table.include.list: regular expressions, where its own would let letter case pass. */
    private static String tables(Settings settings) {
        return settings.tables().stream()
                .map(table -> "(?-i:" + escaped(table.source()) + ")")
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** Debezium's message.key.columns: {@code shop\.orders:id,line;…} for the tables with a declared key. */
    private static String keys(Settings settings) {
        Map<TableName, List<String>> keys = new LinkedHashMap<>();
        for (var table : settings.tables()) {
            if (table.key().isEmpty()) {
                continue;
            }
            var other = keys.putIfAbsent(table.source(), table.key());
            if (other != null && !other.equals(table.key())) {
                throw new IllegalArgumentException("hindsight.table." + table.name() + ".key: " + table.source()
                        + " is declared twice with different keys; give both the same");
            }
        }
        return keys.isEmpty()
                ? null
                : keys.entrySet().stream()
                        .map(key -> escaped(key.getKey()) + ":"
                                + key.getValue().stream()
                                        .map(DerivedSettings::escaped)
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(";"));
    }

    /** By the numbers of its signs: some would end a name in a list, others the option in the URI. */
    private static String escaped(Object name) {
        return name.toString()
                .chars()
                .mapToObj(sign -> String.valueOf((char) sign).matches("\\w")
                        ? String.valueOf((char) sign)
                        : String.format("\\u%04x", sign))
                .collect(Collectors.joining());
    }
}
