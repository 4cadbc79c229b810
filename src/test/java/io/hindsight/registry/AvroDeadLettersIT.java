package io.hindsight.registry;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change in Avro that is refused is kept as it was sent, and shown as JSON. */
class AvroDeadLettersIT extends AvroShop {

    @TempDir
    private Path directory;

    @Test
    void aDeadLetterIsAsItWasSentAndIsShownAsJson() {
        execute("INSERT INTO items VALUES (1, 'one')", "INSERT INTO items VALUES (2, CONCAT('a', CHAR(0)))");
        var letters = new LetterCommands(directory, settings);
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT id FROM items_current", "1");
            await().untilAsserted(
                            () -> assertThat(letters.run("list").out()).last().isEqualTo("1 dead letter"));
            var letter = TestTopic.read(TestServers.kafka(), name + ".dead-letters", 1);
            assertThat(letter).singleElement().satisfies(message -> assertThat(messages(name, "items", 2))
                    .anyMatch(sent -> Arrays.equals(sent.value(), message.value())));
            assertThat(letters.run("show", "--json", "--values").out())
                    .singleElement()
                    .asString()
                    .contains("\"after\":{\"id\":2,\"words\":\"a\\u0000\"}");
            assertThat(letters.run("show", "--json").out())
                    .singleElement()
                    .asString()
                    .contains("\"op\":\"r\"", "\"words\":\"(hidden)\"");

            assertThat(letters.run("replay").out()).containsExactly("1 dead letter sent back");
            await().untilAsserted(() -> assertThat(letters.run("show", "--json").out())
                    .singleElement()
                    .asString()
                    .contains("\"replays\":1"));
        }
    }
}
