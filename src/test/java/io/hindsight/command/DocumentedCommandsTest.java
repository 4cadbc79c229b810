package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each command that a page names is one, and has the options that stand behind it. */
class DocumentedCommandsTest {

    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?:`|^ *)(?:\\./hindsight|hindsight|java -jar (?:target/)?hindsight.jar) ([a-z][^`\\n|;]*)");

    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z][a-z-]*");

    /** What the launcher does by the tests' classes, which read their options themselves. */
    private static final Set<String> OF_THE_SOURCE_TREE = Set.of("demo", "bench", "clients", "faults", "random-ddl");

    @Test
    void everyCommandAndOptionThatAPageNamesIsThere() throws IOException {
        var seen = 0;
        for (var page : pages()) {
            var mentions = COMMAND.matcher(Files.readString(page))
                    .results()
                    .map(mention -> mention.group(1))
                    .filter(words ->
                            !OF_THE_SOURCE_TREE.contains(words.split("\\W", 2)[0]) && !words.startsWith("random-ddl"))
                    .toList();
            seen += mentions.size();
            assertThat(mentions).as(page.toString()).allSatisfy(DocumentedCommandsTest::isThere);
        }
        assertThat(seen).isGreaterThan(100);
    }

    private static void isThere(String words) {
        var command = Hindsight.commandLine();
        for (var word : words.split(" +")) {
            var sub = command.getSubcommands().get(word.replaceAll("[^a-z-].*", ""));
            if (sub == null) {
                break;
            }
            command = sub;
        }
        assertThat(command.getParent()).as("hindsight " + words).isNotNull();
        var options = command.getCommandSpec().optionsMap().keySet();
        assertThat(OPTION.matcher(words).results().map(option -> option.group()))
                .as("hindsight " + words)
                .isSubsetOf(options);
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(docs, Stream.of("README.md", "CHANGELOG.md").map(Path::of))
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }
}
