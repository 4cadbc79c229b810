package io.hindsight.kills;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A program whose servers go away, and what people have been promised then. */
final class WatchedProgram {

    static final Duration IN_TIME = Duration.ofSeconds(10);

    private static final Duration ANSWERED = Duration.ofSeconds(2);
    private static final Duration COMMAND_ENDED = Duration.ofSeconds(12);

    private final Http http = Http.onFreePort();
    private final AtomicInteger notes = new AtomicInteger();
    private final Path directory;
    private final JdbcServer source;
    private final String notesTable;
    private final String database;
    private final Map<String, String> settings;
    private final Program program;

    /**
     * Starts it.
     *
     * @param notesTable of the source, in its words
     * @param database of the warehouses
     */
    WatchedProgram(
            Path directory, JdbcServer source, String notesTable, String database, Map<String, String> settings) {
        this.directory = directory;
        this.source = source;
        this.notesTable = notesTable;
        this.database = database;
        this.settings = new TreeMap<>(settings);
        this.settings.put("hindsight.http.port", String.valueOf(http.port()));
        this.program = Program.start(directory.resolve("program"), this.settings, "run");
    }

    /** Ends it in order; it has told nothing that would trouble anybody. */
    void stop() throws Exception {
        program.terminate();
        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).doesNotContain("blocked", "Exception", "\tat ");
        program.close();
    }

    /** Changes the source. */
    void note() {
        try (var connection = source.connect(notesTable.substring(0, notesTable.indexOf('.')));
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + notesTable + " VALUES (" + notes.incrementAndGet() + ")");
        } catch (java.sql.SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /** What has come so far, and so much more, arrives in time. */
    void awaitNotes(int more, Duration limit, List<JdbcServer> warehouses) {
        var end = Instant.now().plus(limit);
        var awaited = notes.get() + more;
        for (var warehouse : warehouses) {
            await().atMost(Duration.between(Instant.now(), end).plusMillis(1))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(Long.parseLong(Rows.of(warehouse, database, "SELECT count(*) FROM notes")
                                            .get(0)))
                                    .as(program.output())
                                    .isGreaterThanOrEqualTo(awaited));
        }
    }

    void awaitDown(String check) {
        await().atMost(IN_TIME).ignoreExceptions().untilAsserted(() -> assertThat(
                        http.get("/observe/health").split("\\},\\{"))
                .anyMatch(one -> one.contains("\"" + check + "\"") && one.contains("DOWN")));
    }

    void awaitUp(Duration limit) {
        await().atMost(limit).ignoreExceptions().untilAsserted(() -> assertThat(http.get("/observe/health"))
                .as(program.output())
                .contains("\"status\":\"UP\"")
                .doesNotContain("DOWN"));
    }

    void peopleGetAnswers() throws Exception {
        for (var path : List.of(
                "/observe/health",
                "/observe/health/live",
                "/observe/metrics",
                "/api/flow",
                "/api/histories",
                "/api/histories/notes/clickhouse/rows",
                "/api/histories/notes/postgres/rows",
                "/api/dead-letters")) {
            var asked = Instant.now();
            http.get(path);
            assertThat(Duration.between(asked, Instant.now())).as(path).isLessThan(ANSWERED);
        }
        var asked = Instant.now();
        try (var status = Program.start(directory.resolve("status"), settings, "status")) {
            assertThat(status.exitCode()).as(status.output()).isEqualTo(1);
            assertThat(status.output()).contains("is DOWN");
        }
        assertThat(Duration.between(asked, Instant.now())).isLessThan(COMMAND_ENDED);
    }
}
