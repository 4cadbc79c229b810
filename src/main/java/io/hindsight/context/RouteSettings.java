package io.hindsight.context;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.TablePattern;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names what routes can ask for: settings, and what is made of several. Passwords have no name. */
public final class RouteSettings {

    /** What stands for each name; null leaves an optional placeholder out of the route. */
    static final Map<String, Function<Settings, String>> BY_NAME = Map.ofEntries(
            entry("name", Settings::name),
            entry("routes", Settings::routes),
            entry(
                    "console.routes",
                    settings -> settings.console().enabled() ? ",classpath:routes/console/api.camel.yaml" : ""),
            entry(
                    "catalog.routes",
                    settings -> settings.warehouses().stream()
                                    .anyMatch(warehouse -> warehouse.lake().isPresent())
                            ? ",classpath:routes/console/catalog.camel.yaml"
                            : ""),
            entry(
                    "lineage.routes",
                    settings -> settings.lineage().isOn() ? ",classpath:routes/lineage/lineage.camel.yaml" : ""),
            entry("http.host", settings -> settings.http().host()),
            entry("http.port", settings -> settings.http().port()),
            entry("kafka.brokers", settings -> settings.kafka().brokers()),
            entry("kafka.replication-factor", settings -> settings.kafka().replicationFactor()),
            entry("kafka.largest-message", settings -> settings.kafka().largestMessage()),
            entry("kafka.buffer", settings -> settings.kafka().buffer()),
            entry(
                    "source.route",
                    settings -> settings.source().kind() == SourceKind.POSTGRESQL ? "postgresql/capture" : "capture"),
            entry("source.database", settings -> settings.source().database()),
            entry("source.slot", settings -> settings.source().slot()),
            entry("source.publication", settings -> settings.source().publication()),
            entry("source.failover-slot", settings -> settings.source().failoverSlot()),
            entry("source.hostname", settings -> settings.source().hostname()),
            entry("source.port", settings -> settings.source().port()),
            entry("source.username", settings -> settings.source().username()),
            entry("source.server-id", settings -> settings.source().serverId()),
            entry("source.ssl-mode", settings -> settings.source().sslMode()),
            entry(
                    "source.public-key-retrieval",
                    settings -> !settings.source().sslMode().startsWith("verify")),
            entry(
                    "source.signal-table",
                    settings -> settings.source().signalTable().orElse(null)),
            entry("source.databases", RouteSettings::databases),
            entry("source.tables", RouteSettings::tables),
            entry("source.keys", RouteSettings::keys));

    /** A regular expression that no name fits. */
    private static final String NOTHING = "(?!)";

    private static Map.Entry<String, Function<Settings, String>> entry(String name, Function<Settings, Object> value) {
        return Map.entry(name, settings -> Objects.toString(value.apply(settings), null));
    }

    private RouteSettings() {}

    /** Debezium's database.include.list, with the signal table's own. */
    private static String databases(Settings settings) {
        var named = Stream.concat(
                        settings.tables().stream().map(TableDeclaration::source),
                        settings.source().signalTable().stream())
                .map(TableName::database)
                .map(RouteSettings::escaped);
        var patterns = settings.declared().patterns().stream()
                .map(TablePattern::containers)
                .map(Pattern::pattern);
        return anyOf(Stream.concat(named, patterns));
    }

    /**
     * Debezium's table.include.list. A pattern is in it itself, so that an engine brings the first row of a table that was
     * created since; but where there are schemas, a partition would fit as its table does.
     */
    private static String tables(Settings settings) {
        var named = settings.tables().stream().map(TableDeclaration::source).map(RouteSettings::escaped);
        var patterns = settings.source().kind() == SourceKind.POSTGRESQL
                ? Stream.<String>empty()
                : settings.declared().patterns().stream()
                        .map(TablePattern::tables)
                        .map(Pattern::pattern);
        var list = anyOf(Stream.concat(named, patterns));
        // an empty one would be all tables, and none may have been found yet
        return list.isEmpty() ? NOTHING : list;
    }

    /** Writes table.include.list for some tables. */
    public static String tables(Stream<TableName> tables) {
        return anyOf(tables.map(RouteSettings::escaped));
    }

    /** Writes a list of regular expressions; Debezium's own would let letter case pass. */
    private static String anyOf(Stream<String> names) {
        return names.distinct().map(name -> "(?-i:" + name + ")").collect(Collectors.joining(","));
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
                                        .map(RouteSettings::escaped)
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
