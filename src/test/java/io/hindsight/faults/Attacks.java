package io.hindsight.faults;

import static io.hindsight.testing.Await.await;

import io.hindsight.access.Attacker;
import io.hindsight.access.ManyDeadLetters;
import io.hindsight.testing.Http;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;

/** Attacks that take minutes, on a program of 384 MB: after each it answers, and captures and applies changes as before. */
final class Attacks {

    private static final String NAME = "attacked";

    private final Path directory;
    private final PrintStream out;
    private final Http http = Http.onFreePort();
    private int notes;

    /** What one of them does. */
    private interface Attack {
        void run() throws Exception;
    }

    Attacks(Path directory, PrintStream out) {
        this.directory = directory.toAbsolutePath();
        this.out = out;
    }

    /** Runs them all; false when the program hasn't stood them. */
    boolean run() throws Exception {
        var mySql = MySqlServer.start(directory.resolve("mysql"));
        var kafka = KafkaServer.start(directory.resolve("kafka"));
        var postgres = PostgresServer.start(directory.resolve("postgres"));
        try (var program = start(mySql, kafka, postgres)) {
            var attacker = new Attacker(http);
            attack("nothing yet", mySql, postgres, () -> {});
            attack("3,000 halves of requests", mySql, postgres, () -> attacker.sendHalves(1_500));
            attack("300 bodies of 9 MB", mySql, postgres, () -> attacker.sendLargeBodies(300));
            attack("300 bodies without an end", mySql, postgres, () -> attacker.sendEndlessBodies(300));
            attack("900 clients that take no answer", mySql, postgres, () -> attacker.takeNoAnswers(900));
            attack("a row of 60 MB", mySql, postgres, () -> {
                mySql.execute("INSERT INTO " + NAME + ".files VALUES (1, REPEAT('x', 60000000))");
                await().until(() -> http.get("/observe/health").contains(NAME + ".files is held"));
            });
            attack("300,000 dead letters, and 90 who want to see them", mySql, postgres, () -> {
                new ManyDeadLetters(kafka, NAME, NAME + ".notes").send(300_000);
                ManyDeadLetters.askInVain(http, 30, Duration.ofSeconds(10));
                await().until(() -> http.get("/api/dead-letters").startsWith("{\"waiting\":300000,"));
            });
            var left = attacker.awaitClosed();
            say(left + " connections of attackers are left open");
            program.terminate();
            var isWell = program.exitCode() == 0
                    && left == 0
                    && !program.output().contains("OutOfMemoryError")
                    && !program.output().contains("ERROR");
            if (!isWell) {
                say(program.output());
            }
            return isWell;
        } finally {
            mySql.kill();
            kafka.kill();
            postgres.kill();
        }
    }

    private Program start(MySqlServer mySql, KafkaServer kafka, PostgresServer postgres) {
        mySql.execute(
                "CREATE DATABASE " + NAME,
                "CREATE TABLE " + NAME + ".notes (id INT PRIMARY KEY)",
                "CREATE TABLE " + NAME + ".files (id INT PRIMARY KEY, content LONGBLOB)");
        postgres.execute("CREATE DATABASE " + NAME);
        var settings = new TreeMap<>(Map.of(
                "hindsight.name", NAME,
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.port", String.valueOf(mySql.port()),
                "hindsight.source.username", mySql.username(),
                "hindsight.source.password", mySql.password(),
                "hindsight.kafka.brokers", kafka.bootstrapServers(),
                "hindsight.warehouse.postgres.url", postgres.jdbcUrl(NAME),
                "hindsight.warehouse.postgres.username", postgres.username(),
                "hindsight.warehouse.postgres.password", postgres.password()));
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        settings.put("hindsight.table.notes.source", NAME + ".notes");
        settings.put("hindsight.table.files.source", NAME + ".files");
        return Program.startWith("-Xmx384m", directory.resolve("program"), settings, "run");
    }

    /** A change after it arrives. */
    private void attack(String what, MySqlServer mySql, PostgresServer postgres, Attack attack) throws Exception {
        attack.run();
        mySql.execute("INSERT INTO " + NAME + ".notes VALUES (" + ++notes + ")");
        await(what)
                .ignoreExceptions()
                .until(() -> http.get("/observe/health/live").contains("UP")
                        && Rows.of(postgres, NAME, "SELECT count(*) FROM notes").contains(String.valueOf(notes)));
        say(what + ": it goes on");
    }

    private void say(String what) {
        out.printf("%tT  %s%n", LocalTime.now(), what);
    }
}
