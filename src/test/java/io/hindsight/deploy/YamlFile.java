package io.hindsight.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** A YAML file as its readers see it: anchors followed, merge keys merged. */
public final class YamlFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private YamlFile() {}

    public static List<JsonNode> documents(String file) {
        try (var text = Files.newInputStream(Path.of(file))) {
            return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                    .map(document -> JSON.<JsonNode>valueToTree(document))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
