package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that has begun to answer and doesn't go on: the command ends all the same. */
class StalledAnswerTest {

    private static final Duration LONGEST = Duration.ofSeconds(12);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
            })
    void statusEnds(String begun) throws IOException {
        try (var server = new ServerSocket(0)) {
            var answering = new Thread(() -> answer(server, begun));
            answering.setDaemon(true);
            answering.start();
            var said = new StringWriter();
            var asked = Instant.now();
            var exitCode = Hindsight.commandLine()
                    .setErr(new PrintWriter(said))
                    .execute("status", "--address", "http://127.0.0.1:" + server.getLocalPort());
            assertThat(Duration.between(asked, Instant.now())).isLessThan(LONGEST);
            assertThat(exitCode).isEqualTo(1);
            assertThat(said.toString()).contains("nothing answers at");
        }
    }

    private static void answer(ServerSocket server, String begun) {
        try {
            while (true) {
                server.accept().getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
