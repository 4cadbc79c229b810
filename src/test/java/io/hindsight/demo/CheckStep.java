package io.hindsight.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A step of a scenario's check; what it has is done in this order.
 *
 * @param say what is expected, in words
 * @param with settings that the program is started again with
 * @param kill a server, as {@code kill -9} does it: kafka-2
 * @param start a server that was killed
 * @param source statements for the source
 * @param pause how long to let it run, like 5s
 * @param query for every warehouse, or that of {@code in}
 * @param in the warehouse's name in the settings
 * @param rows what the query gives in the end, columns joined by {@code |}
 * @param like or a query of the source that gives the same
 * @param get a path of the program's, whose answer has {@code shows} in the end
 * @param within how long the query and the path may take, like 15s; 5m by default
 * @param measure for how long to measure rate and lag
 */
record CheckStep(
        String say,
        Map<String, String> with,
        String kill,
        String start,
        List<String> source,
        String pause,
        String query,
        String in,
        List<String> rows,
        String like,
        String get,
        String shows,
        String within,
        String measure) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    static List<CheckStep> read(Path file) throws IOException {
        return List.of(YAML.readValue(file.toFile(), CheckStep[].class));
    }
}
