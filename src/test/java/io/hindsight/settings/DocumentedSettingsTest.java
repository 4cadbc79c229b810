package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** application.properties is what the options make of it, and no page names a setting that there isn't. */
class DocumentedSettingsTest {

    private static final Pattern MENTION = Pattern.compile("hindsight\\.(?:table|warehouse)\\.[\\w-]+\\.[a-z-]+"
            + "|hindsight\\.(?:source|kafka|http|check|console|hawtio|mask)\\.[a-z-]+");

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
        try (var pages = Stream.concat(Files.walk(Path.of("docs")), Stream.of(Path.of("README.md")))) {
            for (var page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                var text = Files.readString(page);
                assertThat(MENTION.matcher(text).results().map(mention -> mention.group()))
                        .as(page.toString())
                        .allSatisfy(key -> assertThat(Settings.options())
                                .anySatisfy(option -> assertThat(option.key().replaceAll("<\\w+>", "x"))
                                        .startsWith(key.replaceFirst("\\.(table|warehouse)\\.[\\w-]+", ".$1.x"))));
            }
        }
    }
}
