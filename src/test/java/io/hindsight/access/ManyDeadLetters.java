package io.hindsight.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.deadletter.DeadLetter;
import io.hindsight.testing.Http;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.TestTopic;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** More dead letters than anybody reads, and many who want to see them at once. */
public record ManyDeadLetters(KafkaServer kafka, String pipeline, String table) {

    private static final int AT_ONCE = 10_000;

    /** Puts so many of them into the pipeline's topic, as if PostgreSQL had refused them. */
    public void send(int many) {
        var topic = TestTopic.of(kafka, pipeline + ".dead-letters", 1);
        for (var first = 0; first < many; first += AT_ONCE) {
            topic.sendRecords(IntStream.range(first, Math.min(many, first + AT_ONCE))
                    .mapToObj(each -> new ProducerRecord<>(
                            topic.name(),
                            0,
                            ("{\"id\":" + each + "}").getBytes(UTF_8),
                            ("{\"op\":\"c\",\"after\":{\"id\":" + each + "}}").getBytes(UTF_8),
                            headers(each)))
                    .toList());
        }
    }

    private List<Header> headers(int number) {
        return Stream.of(Map.of(
                        DeadLetter.REASON, "as a test wants it",
                        DeadLetter.TOPIC, pipeline + "." + table,
                        DeadLetter.PARTITION, "0",
                        DeadLetter.OFFSET, String.valueOf(number),
                        DeadLetter.TABLE, table,
                        DeadLetter.WAREHOUSE, "postgres",
                        DeadLetter.ROUTE, "apply-notes-postgres"))
                .flatMap(headers -> headers.entrySet().stream())
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(UTF_8)))
                .toList();
    }

    /** Lists and shows them, so many times at once, and looks whether the program answers probes in time all along. */
    public static void askInVain(Http http, int many, Duration limit) {
        var client = HttpClient.newHttpClient();
        var asked = IntStream.range(0, many)
                .boxed()
                .flatMap(each -> Stream.of("", "/notes-0%40" + each, "?after=nothing"))
                .map(path -> client.sendAsync(
                        HttpRequest.newBuilder(http.uri("/api/dead-letters" + path))
                                .build(),
                        BodyHandlers.ofString()))
                .toArray(CompletableFuture[]::new);
        var all = CompletableFuture.allOf(asked);
        do {
            for (var probe : List.of("/observe/health/live", "/observe/health/ready", "/observe/metrics")) {
                var begun = Instant.now();
                http.get(probe);
                assertThat(Duration.between(begun, Instant.now())).as(probe).isLessThan(limit);
            }
        } while (!all.isDone());
    }
}
