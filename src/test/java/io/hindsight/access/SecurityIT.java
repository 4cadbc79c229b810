package io.hindsight.access;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on one running program that has as much memory as the Kubernetes file gives it: it goes on through all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityIT {

    /** Others build here too; the probe of an orchestrator is patient for as long. */
    private static final Duration ON_A_BUSY_MACHINE = Duration.ofSeconds(20);

    private final String name = Unique.name("attacked");
    private final Http http = Http.onFreePort();
    private final Attacker attacker = new Attacker(http);
    private Program program;

    @BeforeAll
    void run(@TempDir Path directory) throws IOException {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".notes (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".files (id INT PRIMARY KEY, content LONGBLOB)",
                        "INSERT INTO " + name + ".notes VALUES (1)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.notes.source", name + ".notes");
        settings.put("hindsight.table.files.source", name + ".files");
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        program = Program.startWith("-Xmx384m", directory, settings, "run");
        awaitNote(1);
        attacker.sendHalves(50);
    }

    @AfterAll
    void isAlive() throws Exception {
        assertThat(attacker.awaitClosed()).as("clients that say no more").isZero();
        program.terminate();
        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).doesNotContain("OutOfMemoryError", "ERROR");
        program.close();
    }

    @Test
    void largeBodiesAreRefusedBeforeTheyAreTaken() throws IOException {
        attacker.sendLargeBodies(300);
        attacker.sendEndlessBodies(50);
        assertThat(http.get("/observe/health/live")).contains("UP");
    }

    @Test
    void answersThatNobodyTakesAreNotKept() throws IOException {
        attacker.takeNoAnswers(200);
        assertThat(http.get("/observe/health/live")).contains("UP");
    }

    @Test
    void manyDeadLettersAreReadOnceForAll() {
        new ManyDeadLetters(TestServers.kafka(), name, name + ".notes").send(3_000);
        ManyDeadLetters.askInVain(http, 30, ON_A_BUSY_MACHINE);
        await().untilAsserted(() -> assertThat(http.get("/api/dead-letters")).startsWith("{\"waiting\":3000,"));
    }

    @Test
    void aRowThatIsTooLargeHoldsItsTableAndNoOther() {
        TestServers.mySql().execute("INSERT INTO " + name + ".files VALUES (1, REPEAT('x', 60000000))");
        TestServers.mySql().execute("INSERT INTO " + name + ".notes VALUES (2)");
        awaitNote(2);
        assertThat(http.get("/observe/health")).contains(name + ".files is held", "hindsight.kafka.max-message-bytes");
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        for (var host : List.of("a@b", "[::1", "a b", "127.0.0.1:x", "127.0.0.1:99999999", "", "\u00ff")) {
            assertThat(answer("GET /observe/health HTTP/1.1\r\nHost: " + host))
                    .as(host)
                    .matches("HTTP/1.[01] 4.*");
        }
        for (var begin : List.of("PRI * HTTP/2.0", "GET * HTTP/1.1", "GET x HTTP/1.1")) {
            assertThat(answer(begin + "\r\nHost: 127.0.0.1")).as(begin).matches("HTTP/... [45].*");
        }
    }

    /** Its first line. */
    private String answer(String request) throws IOException {
        try (var socket = send(request + "\r\n\r\n")) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    private void awaitNote(int id) {
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(Rows.of(TestServers.postgres(), name, "SELECT id FROM notes"))
                        .as(program.output())
                        .contains(String.valueOf(id)));
    }

    private Socket send(String begun) throws IOException {
        var socket = new Socket("127.0.0.1", http.port());
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
