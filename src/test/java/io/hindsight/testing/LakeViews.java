package io.hindsight.testing;

import io.hindsight.warehouse.SqlTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Views in ClickHouse of what is in a lake: the program's own, over the lake's tables instead of ClickHouse's. */
public final class LakeViews {

    private LakeViews() {}

    /** The table function that reads a table of the lake. */
    public static String table(String pipeline, String table) {
        Path directory = Pipeline.lake(pipeline).resolve("hindsight").resolve(table);
        return "icebergLocal('" + directory.toAbsolutePath() + "')";
    }

    /** A question with FROM and a table or a view of the program's, as ClickHouse asks the lake. */
    public static String asked(String pipeline, String sql) {
        return Pattern.compile(" FROM (\\w+)").matcher(sql).replaceAll(from -> {
            var table = from.group(1);
            if (table.endsWith("_current")) {
                var history = table.replaceFirst("_current$", "");
                return " FROM (SELECT * FROM " + table(pipeline, history) + " WHERE is_current)";
            }
            return Files.isDirectory(
                            Pipeline.lake(pipeline).resolve("hindsight").resolve(table))
                    ? " FROM " + table(pipeline, table)
                    : " FROM (SELECT * FROM " + table(pipeline, table + "_rows") + " WHERE NOT is_deleted)";
        });
    }

    /**
     * Makes the views of a history: {@code <table>_lake}, {@code <table>_lake_current} and {@code <table>_lake_versions}.
     *
     * @param database of ClickHouse's
     */
    public static void ofHistory(
            String pipeline,
            String database,
            String table,
            List<String> keys,
            List<String> tracked,
            List<String> columns) {
        var views = database + "." + table + "_lake";
        var keysAndTracked = new java.util.ArrayList<>(keys);
        keysAndTracked.addAll(tracked);
        Map<String, Function<String, String>> places = Map.of(
                "target", alias -> views,
                "rows", alias -> table(pipeline, table),
                "current", alias -> views + "_current",
                "versions", alias -> views + "_versions",
                "as_of", alias -> views + "_as_of",
                "keys", alias -> String.join(", ", keys),
                "keys_and_tracked", alias -> String.join(", ", keysAndTracked),
                "original_columns", alias -> String.join(", ", columns),
                "later_columns", alias -> "");
        var statements =
                SqlTemplate.load("clickhouse", "views-history").fill(places).replace(" FINAL", "");
        TestServers.clickHouse().execute(statements.split(";\\s*(\n|$)"));
    }
}
