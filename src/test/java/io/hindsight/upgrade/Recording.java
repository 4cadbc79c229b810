package io.hindsight.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an earlier version left: the statements that were its source's changes, and what then was in Kafka and in the
 * warehouses. Files in one directory, which {@link Recorder} writes and {@link UpgradeIT} reads.
 */
final class Recording {

    /** Of the pipeline, and of the database everywhere. */
    static final String NAME = "upgrade";

    static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    /** The declared tables and how their rows are put in order: key first. */
    static final Map<String, String> TABLES = new TreeMap<>(
            Map.of("item_history", "id", "item_latest", "id", "stock_history", "warehouse, item", "tickets", "ticket"));

    private static final Path DIRECTORY = Path.of("src/test/resources/upgrade");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SEPARATOR = ";\n\n";

    private Recording() {}

    /** The settings, with the servers of {@link Pipeline#settings}. */
    static Map<String, String> settings() {
        var settings = Pipeline.settings(NAME, WAREHOUSES);
        settings.put("hindsight.kafka.partitions", "2");
        settings.put("hindsight.table.item_history.source", "upgrade.items");
        settings.put("hindsight.table.item_latest.source", "upgrade.items");
        settings.put("hindsight.table.item_latest.keep", "current");
        settings.put("hindsight.table.stock_history.source", "upgrade.stock");
        settings.put("hindsight.table.stock_history.topic", "stock-changes");
        settings.put("hindsight.table.tickets.source", "upgrade.tickets");
        settings.put("hindsight.table.tickets.rename", "id:ticket");
        settings.put("hindsight.table.tickets.warehouses", "postgres");
        settings.put("hindsight.table.tickets.on-refusal", "stop");
        return settings;
    }

    /** Whether a warehouse has that declared table. */
    static boolean keeps(String warehouse, String table) {
        return !table.equals("tickets") || warehouse.equals("postgres");
    }

    /** The statements of a file. */
    static String[] sql(String name) {
        try {
            return Files.readString(DIRECTORY.resolve(name + ".sql")).strip().split(";\\n\\n|;$");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void writeSql(String name, List<String> statements) throws IOException {
        Files.writeString(DIRECTORY.resolve(name + ".sql"), String.join(SEPARATOR, statements) + ";\n");
    }

    static <T> T read(String name, Class<T> type) throws IOException {
        return JSON.readValue(DIRECTORY.resolve(name + ".json").toFile(), type);
    }

    static void write(String name, Object what) throws IOException {
        Files.writeString(DIRECTORY.resolve(name + ".json"), JSON.writeValueAsString(what) + "\n");
    }

    /** Executes the file's statements in the source. */
    static void change(JdbcServer source, String name) {
        source.execute(sql(name));
    }
}
