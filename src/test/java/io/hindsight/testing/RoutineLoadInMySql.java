package io.hindsight.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a CREATE ROUTINE LOAD statement says is done with a message, done by MySQL: its JSON paths, its expressions, its
 * WHERE and its merge condition, each as the statement has it but for the names of a few functions. StarRocks reads a
 * message's numbers as the text that they are, so a message is given to MySQL in that form.
 */
public final class RoutineLoadInMySql {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new JsonNodeFactory(true))
            .build();

    private static final Pattern STATEMENT =
            Pattern.compile("(?s)CREATE ROUTINE LOAD \\S+ ON (?<rows>`.+?`)\nCOLUMNS \\(\n"
                    + "  (?<read>[^\n]+),\n  (?<kept>.+?)\n\\),\nWHERE (?<wanted>[^\n]+)\n.*"
                    + "\"jsonpaths\" = '(?<paths>[^\n]+)',\n.*\"merge_condition\" = \"(?<condition>\\w+)\".*");

    private final String insert;

    /** @param create as the program prints it: a column and its expression to a line */
    public RoutineLoadInMySql(String create) {
        var parts = STATEMENT.matcher(create);
        if (!parts.matches()) {
            throw new IllegalArgumentException(create);
        }
        var columns = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (var kept : parts.group("kept").split(",\n  ")) {
            var equals = kept.indexOf(" = ");
            columns.add(kept.substring(0, equals));
            values.add(spelled(kept.substring(equals + 3)) + " AS " + kept.substring(0, equals));
        }
        var condition = parts.group("condition");
        var rows = parts.group("rows") + ".";
        var updates = columns.stream()
                .sorted((one, other) -> Boolean.compare(one.equals(condition), other.equals(condition)))
                .map(column -> column + " = IF(VALUES(" + condition + ") >= " + rows + condition + ", VALUES(" + column
                        + "), " + rows + column + ")")
                .collect(Collectors.joining(", "));
        insert = "INSERT INTO " + parts.group("rows") + " (" + String.join(", ", columns) + ") SELECT * FROM (SELECT "
                + String.join(", ", values) + " FROM JSON_TABLE(?, '$' COLUMNS ("
                + fields(parts.group("read").split(", "), paths(parts.group("paths"))) + ")) AS message) AS kept WHERE "
                + parts.group("wanted") + " ON DUPLICATE KEY UPDATE " + updates;
    }

    private static List<String> paths(String literal) {
        var paths = new ArrayList<String>();
        try {
            JSON.readTree(literal.replaceAll("\\\\(.)", "$1")).forEach(path -> paths.add(path.asText()));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(literal, notJson);
        }
        return paths;
    }

    private static String fields(String[] names, List<String> paths) {
        if (names.length != paths.size()) {
            throw new IllegalArgumentException(names.length + " names for " + paths.size() + " paths");
        }
        var fields = new ArrayList<String>();
        for (var index = 0; index < names.length; index++) {
            fields.add(names[index] + " LONGTEXT PATH '" + paths.get(index).replace("'", "''") + "'");
        }
        return String.join(", ", fields);
    }

    private static String spelled(String expression) {
        return expression
                .replaceAll(" AS (?:tinyint|smallint|int|bigint)\\)", " AS SIGNED)")
                .replace(" AS largeint)", " AS DECIMAL(39))")
                .replace(" AS datetime)", " AS datetime(6))")
                .replace("regexp_extract(hindsight_file, '([0-9]+)$', 1)", "regexp_substr(hindsight_file, '[0-9]+$')")
                .replaceAll("from_binary\\(to_binary\\((.+?), 'encode64'\\), 'hex'\\)", "hex(from_base64($1))")
                .replaceAll("to_binary\\((.+?), 'encode64'\\)", "from_base64($1)");
    }

    /** Does with the message what the job would. */
    public void read(Connection mySql, byte[] message) throws SQLException {
        try (var statement = mySql.prepareStatement(insert)) {
            statement.setString(1, JSON.writeValueAsString(asText(JSON.readTree(message))));
            statement.executeUpdate();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static JsonNode asText(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(asText(field.getValue())));
            return object;
        }
        if (json.isNumber()) {
            return TextNode.valueOf(
                    json.isIntegralNumber()
                            ? json.asText()
                            : json.decimalValue().toPlainString());
        }
        return json.isBoolean() ? TextNode.valueOf(json.booleanValue() ? "1" : "0") : json;
    }
}
