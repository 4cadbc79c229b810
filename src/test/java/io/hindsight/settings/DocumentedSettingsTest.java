package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** application.properties shows every setting that is read, and none that isn't. */
class DocumentedSettingsTest {

    private static final Path FILE = Path.of("application.properties");
    private static final Pattern SETTING = Pattern.compile("#?(hindsight\\.[\\w.-]+)=(.*)");

    @Test
    void everySettingThatIsReadIsDocumentedAndNoOther() throws IOException {
        var documented = documented();
        var reader = new SettingsReader(documented);
        Settings.read(reader);
        assertThat(kinds(documented.keySet()))
                .as("a setting in comments is written #hindsight.key=default")
                .containsExactlyInAnyOrderElementsOf(kinds(reader.known()));
    }

    @Test
    void theFileIsValidAsItShips() throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(FILE)) {
            properties.load(file);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        assertThat(Settings.of(settings).tables()).isNotEmpty();
    }

    /** Those in comments too: they show what is optional, with its default. */
    private static Map<String, String> documented() throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(SETTING::matcher)
                .filter(setting -> setting.matches())
                .collect(Collectors.toMap(setting -> setting.group(1), setting -> setting.group(2)));
    }

    /** Whatever tables and warehouses are called. */
    private static Set<String> kinds(Collection<String> keys) {
        return keys.stream()
                .map(key -> key.replaceFirst("^hindsight\\.(table|warehouse)\\.\\w+", "hindsight.$1.*"))
                .collect(Collectors.toSet());
    }
}
