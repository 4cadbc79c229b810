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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on one running program that has as much memory as the Kubernetes file gives it: it goes on through all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityIT {

    private static final byte[] MEGABYTE = new byte[1_000_000];

    private final String name = Unique.name("attacked");
    private final Http http = Http.onFreePort();
    private final List<Socket> silent = new ArrayList<>();
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
        for (var one = 0; one < 50; one++) {
            silent.add(send("GET /api/flow HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "));
            silent.add(send("POST /api/dead-letters/discard HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
        }
    }

    @AfterAll
    void isAlive() throws Exception {
        for (var socket : silent) {
            assertThat(isClosed(socket)).as("a client that says no more").isTrue();
        }
        program.terminate();
        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).doesNotContain("OutOfMemoryError", "ERROR");
        program.close();
    }

    @Test
    void largeBodiesAreRefusedBeforeTheyAreTaken() throws IOException {
        var sockets = new ArrayList<Socket>();
        for (var one = 0; one < 300; one++) {
            sockets.add(send("POST /api/dead-letters/discard HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 9000000\r\n\r\n"));
        }
        for (var socket : sockets) {
            try {
                for (var part = 0; part < 8; part++) {
                    socket.getOutputStream().write(MEGABYTE);
                }
            } catch (IOException refused) {
                // as it should be
            }
        }
        assertThat(http.get("/observe/health/live")).contains("UP");
        silent.addAll(sockets);
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

    /** Waits until the program has hung up, with an answer before that or without. */
    private static boolean isClosed(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(60_000);
            while (socket.getInputStream().read() >= 0) {
                // an answer
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
