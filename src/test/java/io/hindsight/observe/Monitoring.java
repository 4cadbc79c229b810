package io.hindsight.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the files in {@code observability/} ask Prometheus for. */
final class Monitoring {

    private static final Path DIRECTORY = Path.of("observability");
    // JSON is YAML
    private static final YAMLMapper YAML = new YAMLMapper();

    private Monitoring() {}

    /** The alerts' rules and the dashboard's queries. */
    static List<String> expressions() throws IOException {
        var expressions = new ArrayList<String>();
        expressions.addAll(read("alerts.yml").findValuesAsText("expr"));
        var dashboard = read("grafana/dashboards/hindsight.json");
        expressions.addAll(dashboard.findValuesAsText("expr"));
        for (var variable : dashboard.path("templating").path("list")) {
            var query = variable.path("query").path("query").asText();
            if (query.startsWith("label_values(")) {
                // label_values(metric, label) is the metric, having the label
                expressions.add(query.replaceAll("label_values\\((\\w+), (\\w+)\\)", "$1{$2=\"\"}"));
            }
        }
        return expressions;
    }

    private static JsonNode read(String file) throws IOException {
        return YAML.readTree(DIRECTORY.resolve(file).toFile());
    }
}
