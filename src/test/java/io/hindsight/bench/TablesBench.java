package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many small tables into some warehouses: how long until all are followed, and what it costs to follow them. */
final class TablesBench {

    private static final List<String> ALL = List.of("clickhouse", "postgres");

    /** What is too small for it says so by the figure of what is alive, and not by its end. */
    private static final int HEAP_MEGABYTES = 3_072;

    /** The JVM compiles for a while what it ran at its start. */
    private static final int SETTLING_SECONDS = 60;

    private static final int IDLE_SECONDS = 30;
    private static final int SINGLE_CHANGES = 20;
    private static final long MOST_SECONDS = 900;

    private final Path jar;
    private final Path directory;
    private final List<String> warehouses;
    private final List<JdbcServer> servers;
    private final String database = Unique.name("many");
    private final ManyTables tables;

    private TablesBench(Path jar, Path directory, int tables, int warehouses) throws SQLException {
        this.jar = jar;
        this.directory = directory.resolve(database);
        this.warehouses = ALL.subList(0, warehouses);
        this.servers = this.warehouses.stream().map(Pipeline::server).toList();
        this.tables = new ManyTables(TestServers.mySql(), database, tables);
    }

    /** Prints the figures of a jar with so many tables, each of them in so many warehouses. */
    static void run(Path jar, Path directory, int tables, int warehouses) throws Exception {
        new TablesBench(jar, directory, tables, warehouses).run();
    }

    private void run() throws Exception {
        servers.forEach(server -> server.execute("CREATE DATABASE " + database));
        TestServers.kafka();
        tables.insert(1);
        try (var program = followed("start", 1)) {
            print("threads %d", program.threads());
            for (var warehouse : warehouses) {
                singleChanges(warehouse);
            }
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            var before = program.processorSeconds();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            print("idle %.1f %% of a processor", (program.processorSeconds() - before) * 100 / IDLE_SECONDS);
            print("heap alive %d MB, peak memory %d MB", program.aliveMegabytes(), program.peakMegabytes());
            var ending = System.nanoTime();
            program.close();
            print("end after %.1f s", seconds(ending));
        }
        tables.insert(2);
        followed("second start", 2).close();
    }

    /** Starts it, and returns when each table's row of that id is in each warehouse. */
    private Program followed(String what, int id) throws Exception {
        var start = System.nanoTime();
        var program = Program.start(jar, HEAP_MEGABYTES, directory, settings());
        try {
            tables.awaitFollowed(program, servers, id, MOST_SECONDS);
        } catch (IllegalStateException late) {
            program.close();
            throw late;
        }
        print("%s until all are followed %.1f s", what, seconds(start));
        return program;
    }

    /** One change at a time, each of another table: ids that no other part of this writes. */
    private void singleChanges(String warehouse) throws Exception {
        var delays = new ArrayList<Double>();
        var names = tables.names();
        try (var source = TestServers.mySql().connect(database);
                var statement = source.createStatement()) {
            for (var change = 0; change < SINGLE_CHANGES; change++) {
                var table = names.get(change * names.size() / SINGLE_CHANGES);
                var id = 1_000L * (warehouses.indexOf(warehouse) + 1) + change;
                try (var place = new WarehousePlace(
                        Pipeline.server(warehouse), database, "SELECT max(id) FROM " + table + " WHERE id > ?")) {
                    statement.execute("INSERT INTO " + table + " (id) VALUES (" + id + ")");
                    var committed = System.nanoTime();
                    while (place.last() < id) {
                        // it waits by itself
                    }
                    delays.add(seconds(committed));
                }
            }
        }
        var delay = Freshness.Delay.of(delays);
        print("a single change in %s after p50 %.2f s, p95 %.2f s", warehouse, delay.p50(), delay.p95());
    }

    private Map<String, String> settings() {
        var settings = Pipeline.settings(database, warehouses);
        settings.put("hindsight.http.port", "0");
        for (var table : tables.names()) {
            settings.put("hindsight.table." + table + ".source", database + "." + table);
        }
        return settings;
    }

    private void print(String format, Object... figures) {
        System.out.printf(
                "tables       %,d x %d: %s%n", tables.names().size(), warehouses.size(), format.formatted(figures));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
