package io.hindsight.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Comments;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what dbt reads of a warehouse's kept tables.
 *
 * @param name of the source, as dbt calls it: the pipeline's
 */
record DbtFiles(String name, WarehouseSettings warehouse) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    /** What a table's model is called: like a snapshot of dbt's. */
    static String model(CapturedTable table) {
        return table.declaration().target().replaceAll("\\W", "_") + "_snapshot";
    }

    /** The tables with what the source says of them, and what must hold of the models. */
    String sources(List<CapturedTable> tables, Map<TableName, Comments> comments) {
        var source = new LinkedHashMap<String, Object>();
        source.put("name", name);
        source.put("schema", warehouse.schema());
        source.put(
                "tables",
                tables.stream()
                        .flatMap(table -> tables(
                                table, comments.getOrDefault(table.declaration().source(), new Comments())))
                        .toList());
        var models = tables.stream()
                .filter(table -> table.declaration().keep() == KeepMode.HISTORY)
                .map(table -> Map.of(
                        "name",
                        model(table),
                        "columns",
                        List.of(Map.of("name", "dbt_scd_id", "data_tests", List.of("unique", "not_null")))))
                .toList();
        var all = new LinkedHashMap<String, Object>();
        all.put("version", 2);
        all.put("sources", List.of(source));
        all.put("models", models);
        try {
            return "# written by hindsight dbt sources\n" + YAML.writeValueAsString(all);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Map<String, Object>> tables(CapturedTable table, Comments comments) {
        var of = table.declaration().source().toString();
        var said = comments.of(Comments.TABLE);
        var columns = table.columns().stream()
                .map(column -> described(column.target(), comments.of(column.name())))
                .toList();
        var target = table.declaration().target();
        var tables = new ArrayList<Map<String, Object>>();
        if (table.declaration().keep() == KeepMode.HISTORY) {
            tables.add(described(target, "Every change of a row of " + of + " is a version. " + said));
            tables.add(described(target + "_current", "Rows of " + of + " as they are. " + said));
            tables.add(described(
                    target + "_versions",
                    "Versions of rows of " + of + ", consecutive ones with equal tracked columns as one. " + said));
        } else {
            tables.add(described(target, "Rows of " + of + " as they are. " + said));
        }
        tables.forEach(each -> each.put("columns", columns));
        return tables.stream();
    }

    private static Map<String, Object> described(String name, String text) {
        var described = new LinkedHashMap<String, Object>();
        described.put("name", name);
        if (!text.isBlank()) {
            // dbt renders descriptions
            described.put("description", text.strip().replace("{", "(").replace("}", ")"));
        }
        return described;
    }

    /** A model of a history's versions with the columns that a dbt snapshot has. */
    String snapshot(CapturedTable table) {
        var dialect = warehouse.dialect();
        var id = Stream.concat(table.keys().stream().map(key -> dialect.quote(key.target())), Stream.of("change_seq"))
                .map(column -> "CAST(" + column + " AS " + dialect.text() + ")")
                .collect(Collectors.joining(", '|', ", "concat(", ")"));
        return """
                -- written by hindsight dbt sources
                SELECT
                  *,
                  %s AS dbt_scd_id,
                  effective_start_ts AS dbt_updated_at,
                  effective_start_ts AS dbt_valid_from,
                  effective_end_ts AS dbt_valid_to
                FROM {{ source(%s, %s) }}
                """
                .formatted(
                        // a name may have what begins an expression of dbt's
                        id.contains("{") ? "{% raw %}" + id + "{% endraw %}" : id,
                        literal(name),
                        literal(table.declaration().target() + "_versions"));
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
