package io.hindsight.testing;

import io.hindsight.Hindsight;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** {@code hindsight dead-letters …} in this JVM, with the settings in a file. */
public final class LetterCommands {

    /** What a command has said, and its exit code. */
    public record Said(int exitCode, List<String> out, List<String> err) {}

    private final Path file;
    private final String topic;

    public LetterCommands(Path directory, Map<String, String> settings) {
        this.file = directory.resolve("letters.properties");
        this.topic = settings.get("hindsight.name") + ".dead-letters";
        try {
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs {@code list}, {@code show}, {@code replay} or {@code discard}. */
    public Said run(String command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = Hindsight.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of("dead-letters", command, "--config", file.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        return new Said(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    /** How many messages of the topic are after the offset that its group has committed. */
    public long waiting() throws Exception {
        var partition = new TopicPartition(topic, 0);
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            var committed = admin.listConsumerGroupOffsets(topic)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return Set.copyOf(committed.keySet()).contains(partition) && committed.get(partition) != null
                    ? end - committed.get(partition).offset()
                    : end;
        }
    }
}
