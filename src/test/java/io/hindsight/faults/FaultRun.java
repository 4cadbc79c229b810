package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.oracle.Comparison;
import io.hindsight.oracle.Oracle;
import io.hindsight.oracle.PostgresAudit;
import io.hindsight.settings.SourceKind;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Faults, several at a time, under a workload; now and then all is let well again, and the histories are compared. */
final class FaultRun {

    private static final int BROKERS = 3;
    private static final int LANES = 2;
    private static final int FAULTS_BETWEEN_COMPARISONS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<AuditedTable> TABLES = List.of(
            new AuditedTable("accounts", "accounts", "id", "balance", "note", "VARCHAR(100)", 1),
            new AuditedTable("or der\"s'é", "odd", "select", "na me", "a\"b'c", "TEXT", 1),
            new AuditedTable("documents", "documents", "id", "pages", "body", "MEDIUMTEXT", 65_000));

    /** Names of several bytes are refused there. */
    private static final List<AuditedTable> POSTGRES_TABLES = List.of(
            TABLES.get(0), new AuditedTable("Or der\"s'", "odd", "select", "na me", "a\"b'c", "", 1), TABLES.get(2));

    private static final String NAME = "faults";

    private final SourceKind kind;
    private final boolean restarts;
    private final boolean lake;
    private final long seed;
    private final int faults;
    private final Path directory;
    private final PrintStream out;
    private final Set<String> busy = new HashSet<>();
    private int next;

    /**
     * @param restarts the program's alone
     * @param lake whether there is one, beside the other warehouses
     * @param directory of the servers' data, new for each run
     */
    FaultRun(SourceKind kind, boolean restarts, boolean lake, long seed, int faults, Path directory, PrintStream out) {
        this.kind = kind;
        this.restarts = restarts;
        this.lake = lake;
        this.seed = seed;
        this.faults = faults;
        this.directory = directory.toAbsolutePath();
        this.out = out;
    }

    /** Runs it all; gives the last comparisons, or the first ones that don't hold. */
    List<Comparison> run() throws Exception {
        try (var machines = Machines.start(kind, restarts ? 1 : BROKERS, directory)) {
            if (lake) {
                machines.addLake(directory);
            }
            makeTables(machines.source());
            machines.readers().values().forEach(server -> server.execute("CREATE DATABASE " + NAME));
            var oracle = new Oracle(machines.source(), machines.readers(), NAME);
            try (var instances = Instances.start(kind, NAME, machines, tables(), directory)) {
                say("all runs");
                // what is written before the snapshot is done is in it, and no change of its own
                var compared = settle(oracle, machines);
                var deck = restarts ? FaultDeck.ofRestarts(machines, instances) : FaultDeck.ofAll(machines, instances);
                var random = new Random(seed);
                while (next < faults && holds(compared)) {
                    var until = Math.min(faults, next + FAULTS_BETWEEN_COMPARISONS);
                    try (var workload =
                            Workload.begin(kind, machines.source(), NAME, tables(), pauseMillis(), seed + next)) {
                        cause(deck, random, until);
                    }
                    compared = settle(oracle, machines);
                }
                if (!holds(compared)) {
                    // nothing has come for long: what does it wait for?
                    instances.first().printThreads();
                    // it is killed next
                    TimeUnit.SECONDS.sleep(2);
                }
                if (!instances.first().isAlive()) {
                    throw new IllegalStateException("the program has ended by itself: see " + directory);
                }
                return compared;
            }
        }
    }

    private void makeTables(JdbcServer source) {
        source.execute("CREATE DATABASE " + NAME);
        var isPostgres = kind == SourceKind.POSTGRESQL;
        for (var table : tables()) {
            Rows.execute(source, NAME, isPostgres ? PostgresAudit.statements(table) : table.statements());
        }
        if (isPostgres) {
            Rows.execute(
                    source,
                    NAME,
                    "CREATE PUBLICATION " + NAME + " FOR TABLE "
                            + tables().stream()
                                    .map(table -> PostgresAudit.quoted(table.name()))
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** One restart is soon after the other, and each is to find something to do, not all that was written since the first. */
    private int pauseMillis() {
        return restarts ? 4 * Workload.PAUSE_MILLIS : Workload.PAUSE_MILLIS;
    }

    private List<AuditedTable> tables() {
        return kind == SourceKind.POSTGRESQL ? POSTGRES_TABLES : TABLES;
    }

    /** Lets the next faults happen, in so many lanes. */
    private void cause(FaultDeck deck, Random random, int until) {
        var lanes = new ArrayList<CompletableFuture<Void>>();
        for (var lane = 0; lane < LANES; lane++) {
            lanes.add(CompletableFuture.runAsync(() -> lane(deck, random, until), task -> new Thread(task).start()));
        }
        lanes.forEach(CompletableFuture::join);
    }

    private void lane(FaultDeck deck, Random random, int until) {
        while (true) {
            Fault fault;
            long own;
            synchronized (random) {
                if (next >= until) {
                    return;
                }
                next++;
                fault = deck.deal(random);
                own = random.nextLong();
            }
            take(fault);
            var began = Instant.now();
            try {
                fault.happening().run(new Random(own));
            } catch (Exception failed) {
                throw new IllegalStateException(fault.name(), failed);
            } finally {
                leave(fault);
            }
            say("%s (%.1f s)"
                    .formatted(
                            fault.name(), Duration.between(began, Instant.now()).toMillis() / 1e3));
        }
    }

    private synchronized void take(Fault fault) {
        try {
            while (fault.places().stream().anyMatch(busy::contains)) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before " + fault.name(), stopped);
        }
        busy.addAll(fault.places());
    }

    private synchronized void leave(Fault fault) {
        busy.removeAll(fault.places());
        notifyAll();
    }

    /** Waits until the warehouses have all, or nothing comes for long, and compares. */
    private List<Comparison> settle(Oracle oracle, Machines machines) throws SQLException, InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        var before = -1L;
        while (true) {
            machines.lake().ifPresent(there -> there.show(NAME, tables()));
            var missing = 0L;
            for (var table : tables()) {
                for (var warehouse : machines.readers().keySet()) {
                    missing += Math.abs(oracle.written(table) - kept(oracle, table, warehouse));
                }
            }
            if (missing != before) {
                deadline = Instant.now().plus(PATIENCE);
                before = missing;
            }
            var isLate = Instant.now().isAfter(deadline);
            if (missing == 0 || isLate) {
                var compared = compare(oracle, machines);
                if (holds(compared) || isLate) {
                    compared.forEach(one -> say(one.toString()));
                    return compared;
                }
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static long kept(Oracle oracle, AuditedTable table, String warehouse) {
        try {
            return oracle.kept(table, warehouse);
        } catch (IllegalStateException notYetThere) {
            return 0;
        }
    }

    private List<Comparison> compare(Oracle oracle, Machines machines) throws SQLException {
        var compared = new ArrayList<Comparison>();
        for (var table : tables()) {
            for (var warehouse : machines.readers().keySet()) {
                compared.add(oracle.compare(table, warehouse, List.of(table.current(), table.declared() + "_current")));
            }
        }
        return compared;
    }

    static boolean holds(List<Comparison> compared) {
        return compared.stream().allMatch(Comparison::holds);
    }

    private void say(String what) {
        out.printf("%tT  %3d/%d  %s%n", LocalTime.now(), next, faults, what);
    }
}
