package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** application.properties is what the options make of it, and no page names a setting that there isn't. */
class DocumentedSettingsTest {

    private static final Pattern MENTION =
            Pattern.compile("hindsight\\.(?:table|warehouse|expect|role)\\.[\\w-]+\\.[a-z-]+"
                    + "|hindsight\\.(?:source|kafka|http|check|console|hawtio|mask|reread|openlineage)\\.[a-z-]+"
                    + "|hindsight\\.(?:name|instance|routes)(?![\\w.-])");
    private static final Pattern VARIABLE = Pattern.compile("HINDSIGHT(?:_[A-Z]+)++(?!_)");

    @Test
    void theFileIsAsTheOptionsAreDeclared() throws IOException {
        assertThat(Files.readString(SettingsFile.PATH))
                .as("renew it: run the main method of SettingsFile, as CONTRIBUTING.md says")
                .isEqualTo(SettingsFile.text());
    }

    @Test
    void theFileIsValidAsItShips() throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(SettingsFile.PATH)) {
            properties.load(file);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        assertThat(Settings.of(settings).tables()).isNotEmpty();
    }

    @Test
    void everySettingThatAPageNamesExists() throws IOException {
        for (var page : pages()) {
            var text = Files.readString(page);
            assertThat(MENTION.matcher(text).results().map(mention -> mention.group()))
                    .as(page.toString())
                    .allSatisfy(key -> assertThat(Settings.options()).anySatisfy(option -> assertThat(
                                    option.key().replaceAll("<\\w+>", "x"))
                            .startsWith(key.replaceFirst("\\.(tables?|warehouse|expect|role)\\.[\\w-]+", ".$1.x"))));
            assertThat(VARIABLE.matcher(text).results().map(mention -> mention.group()))
                    .as(page.toString())
                    .allSatisfy(variable -> assertThat(Settings.options())
                            .anyMatch(option -> option.nameIn(variable.toLowerCase(Locale.ROOT))
                                    .isPresent()));
        }
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            docs,
                            Stream.of(
                                            "README.md",
                                            "CONTRIBUTING.md",
                                            "CHANGELOG.md",
                                            "docker-compose.yml",
                                            "k8s/hindsight.yaml")
                                    .map(Path::of))
                    .filter(file -> file.toString().matches(".*\\.(md|yml|yaml)"))
                    .toList();
        }
    }
}
