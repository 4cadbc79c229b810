package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The way of changes from MySQL into the histories of one warehouse, by the program as users run it. */
final class Flow {

    private final String warehouse;
    private final Path directory;
    private final JdbcServer server;
    private final String database = Unique.name("flow");
    private final String again = Unique.name("again");

    Flow(String warehouse, Path directory) {
        this.warehouse = warehouse;
        this.directory = directory;
        this.server = Pipeline.server(warehouse);
    }

    void run(int changes, int rate, int seconds) throws Exception {
        server.execute("CREATE DATABASE " + database, "CREATE DATABASE " + again);
        var workload = new Workload(TestServers.mySql(), database);
        start(workload);
        workload.fill(changes);
        var versions = endToEnd(Workload.TABLES.size() + changes, changes, rate, seconds);
        apply(versions);
    }

    /** From the start of the process until the first row stands in the warehouse. */
    private void start(Workload workload) throws Exception {
        workload.first();
        try (var program = Program.start(directory.resolve(database), settings(warehouse, database));
                var kept = new Kept(server, database)) {
            var growth = kept.until(Workload.TABLES.size());
            System.out.printf(
                    "%-12s start to first change applied %.1f s%n",
                    warehouse, growth.toFirst().toMillis() / 1e3);
        }
    }

    private long endToEnd(long versions, int changes, int rate, int seconds) throws Exception {
        try (var program = Program.start(directory.resolve(database), settings(warehouse, database));
                var kept = new Kept(server, database)) {
            var growth = kept.until(versions);
            System.out.printf(
                    "%-12s end to end %,.0f changes/s, %,.0f once warm; %.2f ms of processor a change; peak memory %d MB%n",
                    warehouse,
                    growth.perSecond(),
                    growth.warmPerSecond(),
                    program.processorSeconds() * 1e3 / changes,
                    program.peakMegabytes());
            try (var history =
                    new WarehousePlace(server, database, "SELECT max(id) FROM orders_history WHERE id > ?")) {
                var delay = new Freshness(
                                TestServers.mySql(),
                                database,
                                "INSERT INTO orders (id, customer, status) VALUES (?, 1, 'new')")
                        .measure(rate, seconds, 1_000_000_000L, history)
                        .get(0);
                System.out.printf(
                        "%-12s at %,d changes/s visible after p50 %.2f s, p95 %.2f s, p99 %.2f s%n",
                        warehouse, rate, delay.p50(), delay.p95(), delay.p99());
            }
            return versions + (long) rate * seconds;
        }
    }

    /** The same topics once more, into another database by another consumer group: capture has nothing to do. */
    private void apply(long versions) throws Exception {
        try (var program = Program.start(directory.resolve(again), settings(warehouse + "_again", again));
                var kept = new Kept(server, again)) {
            var growth = kept.until(versions);
            System.out.printf(
                    "%-12s apply from filled topics %,.0f changes/s, %,.0f once warm; %.2f ms of processor a change; peak memory %d MB%n",
                    warehouse,
                    growth.perSecond(),
                    growth.warmPerSecond(),
                    program.processorSeconds() * 1e3 / versions,
                    program.peakMegabytes());
        }
    }

    private Map<String, String> settings(String name, String target) {
        var settings = new TreeMap<>(Pipeline.settings(database, List.of()));
        settings.put("hindsight.warehouse." + name + ".url", server.jdbcUrl(target));
        settings.put("hindsight.warehouse." + name + ".username", server.username());
        settings.put("hindsight.warehouse." + name + ".password", server.password());
        settings.put("hindsight.http.port", "0");
        for (var table : Workload.TABLES) {
            settings.put("hindsight.table." + table + "_history.source", database + "." + table);
        }
        return settings;
    }
}
