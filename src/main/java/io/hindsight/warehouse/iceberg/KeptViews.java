package io.hindsight.warehouse.iceberg;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OwnColumns;
import io.hindsight.warehouse.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.types.Types;

/** Makes the views beside a kept table, as Iceberg's: of each, the same statement in the words of Trino and of Spark. */
final class KeptViews {

    private static final Map<String, UnaryOperator<String>> QUOTES = Map.of(
            "trino", name -> '"' + name.replace("\"", "\"\"") + '"',
            "spark", name -> '`' + name.replace("`", "``") + '`');

    private final ViewCatalog catalog;
    private final Namespace namespace;

    KeptViews(ViewCatalog catalog, Namespace namespace) {
        this.catalog = catalog;
        this.namespace = namespace;
    }

    /** Makes them, or makes them anew, with the columns that the table has. */
    void make(CapturedTable kept, Table table) {
        var target = kept.declaration().target();
        var columns = table.schema().columns().stream()
                .filter(column -> !column.name().equals(OwnColumns.UNCHANGED))
                .toList();
        if (kept.declaration().keep() == KeepMode.CURRENT) {
            var shown = columns.stream()
                    .filter(column -> !column.name().equals(LakeSchema.DELETED))
                    .toList();
            make(target, "view-latest", kept, shown);
        } else {
            make(target + "_current", "view-current", kept, columns);
            make(target + "_versions", "view-versions", kept, columns);
        }
    }

    private void make(String name, String file, CapturedTable kept, List<Types.NestedField> columns) {
        var view = catalog.buildView(TableIdentifier.of(namespace, name))
                .withSchema(new Schema(columns))
                .withDefaultNamespace(namespace);
        QUOTES.forEach((dialect, quote) -> view.withQuery(dialect, text(file, kept, columns, quote)));
        view.createOrReplace();
    }

    private static String text(
            String file, CapturedTable kept, List<Types.NestedField> columns, UnaryOperator<String> quote) {
        Function<String, String> versions = column ->
                column.equals(LakeSchema.START) ? "hindsight_start AS " + quote.apply(column) : quote.apply(column);
        var keys = list(kept.keys().stream().map(Column::target).toList(), quote);
        return SqlTemplate.load("iceberg", file)
                .fill(Map.of(
                        "target", alias -> quote.apply(new Iceberg().storage(kept.declaration())),
                        "keys", alias -> keys,
                        "columns", alias -> list(names(columns), quote),
                        "versions", alias -> list(names(columns), versions),
                        "tracked_unchanged",
                                alias -> kept.tracked().stream()
                                        .map(column -> quote.apply(column.target()))
                                        .map(column -> "\n        AND lag(" + column + ") OVER (PARTITION BY " + keys
                                                + " ORDER BY change_seq) IS NOT DISTINCT FROM " + column)
                                        .collect(Collectors.joining())));
    }

    private static List<String> names(List<Types.NestedField> columns) {
        return columns.stream().map(Types.NestedField::name).toList();
    }

    private static String list(List<String> names, Function<String, String> text) {
        return names.stream().map(text).collect(Collectors.joining(", "));
    }
}
