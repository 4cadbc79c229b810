package io.hindsight.source.mysql.transaction;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.settings.Settings;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a prepared transaction are changes when, and where, it is committed; after a rollback they never were. */
abstract class XaCapture {

    final String name = Unique.name("xa");
    final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    private final List<String> open = new ArrayList<>();
    private Pipeline pipeline;
    private int marks;

    /** The source, which the suite may kill. */
    abstract JdbcServer server();

    @BeforeEach
    void create() {
        server().execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                        "CREATE TABLE " + name + ".marks (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".others (id INT PRIMARY KEY)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings.put("hindsight.source.port", String.valueOf(server().port()));
        // what is in the warehouse is then all that came before it
        settings.put("hindsight.kafka.partitions", "1");
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.table.marks.source", name + ".marks");
    }

    @AfterEach
    void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
        open.forEach(xid -> server().execute("XA ROLLBACK " + xid));
    }

    @Test
    void committedRolledBackAndInOnePhase() {
        start();
        prepare("a", insert(1, "a1"), insert(2, "a2"), "INSERT INTO others VALUES (1)", update(1, "A1"), delete(2));
        prepare("b", insert(3, "b"));
        prepare("c", insert(4, "c"));
        mark();
        assertThat(history()).isEmpty();
        end("ROLLBACK", "b");
        end("COMMIT", "c");
        server().execute(named(update(4, "C")));
        end("COMMIT", "a");
        server().execute(named(insert(2, "again")));
        transaction("d", insert(5, "d"), update(5, "D"), "XA END 'd'", "XA COMMIT 'd' ONE PHASE");
        server().execute(named(update(5, "DD")));
        mark();
        assertThat(history())
                .containsExactly(
                        "4|c|c",
                        "4|C|u",
                        "1|a1|c",
                        "2|a2|c",
                        "1|A1|u",
                        "2|a2|d",
                        "2|again|c",
                        "5|d|c",
                        "5|D|u",
                        "5|DD|u");
        // it starts when it is committed, and not when it was prepared
        assertThat(rows("SELECT count(*) FROM items WHERE v IN ('c', 'a1') AND effective_start_ts"
                        + " < (SELECT max(effective_start_ts) FROM marks WHERE id = 1)"))
                .containsExactly("0");
    }

    @Test
    void acrossARestartACrashOfTheServerAndManyRows() {
        start();
        var many = new ArrayList<String>();
        for (var id = 100; id < 400; id++) {
            many.add(insert(id, "x".repeat(20)));
        }
        prepare("a", many.toArray(String[]::new));
        prepare("b", insert(1, "b"));
        prepare("c", insert(2, "c"));
        mark();
        pipeline.close();
        prepare("d", insert(3, "d"));
        server().execute("FLUSH BINARY LOGS");
        end("ROLLBACK", "c");
        // prepared anew, with other rows
        prepare("c", insert(2, "C"));
        start();
        end("COMMIT", "c");
        end("COMMIT", "d");
        mark();
        assertThat(history()).containsExactly("2|C|c", "3|d|c");
        server().kill();
        server().restart();
        end("COMMIT", "a");
        end("COMMIT", "b");
        mark();
        assertThat(history()).hasSize(303).endsWith("399|" + "x".repeat(20) + "|c", "1|b|c");
        assertThat(
                        rows(
                                "SELECT count(DISTINCT change_seq), count(DISTINCT effective_start_ts) FROM items WHERE id > 99"))
                .containsExactly("300|1");
    }

    /** The snapshot doesn't see its rows, and its beginning lies before the place where reading the log begins. */
    @Test
    void preparedBeforeTheSnapshot() {
        server().execute(named(insert(1, "a")));
        prepare("a", insert(2, "b"));
        prepare("b", insert(3, "c"));
        server().execute("FLUSH BINARY LOGS");
        start();
        mark();
        end("COMMIT", "a");
        end("ROLLBACK", "b");
        server().execute(named(update(2, "B")));
        mark();
        assertThat(history()).containsExactly("1|a|r", "2|b|c", "2|B|u");
    }

    @Test
    void acrossKillsOfTheProgram(@TempDir Path directory) {
        try (var program = PipelineProcess.start(directory, settings)) {
            prepare("a", insert(1, "a"), update(1, "A"));
            prepare("b", insert(2, "b"));
            mark();
            awaitSnapshotStored();
            program.kill();
            // it comes back behind the beginning of both
            server().execute("FLUSH BINARY LOGS");
            prepare("c", insert(3, "c"));
            program.startAgain();
            mark();
            assertThat(history()).isEmpty();
            end("COMMIT", "a");
            program.kill();
            end("ROLLBACK", "b");
            end("COMMIT", "c");
            server().execute(named(update(1, "AA")));
            program.startAgain();
            mark();
            assertThat(history()).containsExactly("1|a|c", "1|A|u", "3|c|c", "1|AA|u");
        }
    }

    /** A program that is killed before would begin with another one. */
    private void awaitSnapshotStored() {
        await("the snapshot's end").until(() -> {
            var stored = new StoredOffset(Settings.of(settings));
            return stored.place().isPresent() && !stored.isSnapshotRunning();
        });
    }

    private void start() {
        pipeline = Pipeline.start(settings);
    }

    private void prepare(String xid, String... statements) {
        var all = new ArrayList<>(List.of(statements));
        all.add("XA END '" + xid + "'");
        all.add("XA PREPARE '" + xid + "'");
        transaction(xid, all.toArray(String[]::new));
        open.add("'" + xid + "'");
    }

    private void transaction(String xid, String... statements) {
        try (var connection = server().connect(name);
                var statement = connection.createStatement()) {
            statement.execute("XA START '" + xid + "'");
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void end(String how, String xid) {
        // in another session, as soon as the one that has prepared it is gone
        await().ignoreExceptions().until(() -> {
            server().execute("XA " + how + " '" + xid + "'");
            return true;
        });
        open.remove("'" + xid + "'");
    }

    /** Returns when all that came before is in the warehouse. */
    private void mark() {
        marks++;
        server().execute("INSERT INTO " + name + ".marks VALUES (" + marks + ")");
        var place = " (SELECT change_seq FROM marks WHERE id = " + marks + ")";
        await("mark " + marks + " of " + name)
                .ignoreExceptions()
                .until(() -> !rows("SELECT 1 FROM marks WHERE id = " + marks).isEmpty());
        // the other table's changes may come later
        server().execute("REPLACE INTO " + name + ".items VALUES (0, 'mark " + marks + "')");
        await("mark " + marks + " among the items")
                .ignoreExceptions()
                .until(() -> !rows("SELECT 1 FROM items WHERE v = 'mark " + marks + "' AND change_seq >" + place)
                        .isEmpty());
    }

    private List<String> history() {
        return rows("SELECT id, v, op_type FROM items WHERE id > 0 ORDER BY change_seq");
    }

    private List<String> rows(String sql) {
        return Rows.of(TestServers.postgres(), name, sql);
    }

    private String named(String sql) {
        return sql.replace(" items ", " " + name + ".items ");
    }

    private static String insert(int id, String v) {
        return "INSERT INTO items VALUES (" + id + ", '" + v + "')";
    }

    private static String update(int id, String v) {
        return "UPDATE items SET v = '" + v + "' WHERE id = " + id;
    }

    private static String delete(int id) {
        return "DELETE FROM items WHERE id = " + id;
    }
}
