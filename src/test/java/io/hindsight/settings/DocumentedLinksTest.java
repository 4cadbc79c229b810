package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each link of a page to another place of this repository leads there, and each page is linked from somewhere. */
class DocumentedLinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (var page : pages()) {
            assertThat(links(page)).as(page.toString()).allSatisfy(link -> {
                var parts = link.split("#", 2);
                var target = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                assertThat(target).exists();
                if (parts.length == 2) {
                    assertThat(anchors(target)).as(link).contains(parts[1]);
                }
            });
        }
    }

    @Test
    void everyPageIsFoundFromTheReadme() throws IOException {
        var linked = links(Path.of("README.md"));
        assertThat(pages()).filteredOn(page -> page.startsWith("docs")).allSatisfy(page -> assertThat(linked)
                .contains(page.toString()));
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path page) {
        try {
            return HEADING.matcher(Files.readString(page))
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .strip()
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            docs,
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(Path::of))
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }
}
