package io.hindsight.source.mysql.structure;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.debezium.relational.ddl.DdlParser;
import io.hindsight.source.mysql.MySqlNames;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes of a structure what Debezium reads rows with. */
public final class TableMaker {

    /** What Debezium reads it with, and the statement that says the same. */
    record Made(Table table, String ddl) {}

    private static final TableId PLAIN = new TableId("d", null, "t");

    private final DdlParser parser;

    public TableMaker(DdlParser parser) {
        this.parser = parser;
    }

    /**
     * Debezium's parser is asked for plain types alone, spelled so that nothing is left open; names, labels and character
     * sets don't go through it.
     */
    Made make(TableStructure structure) {
        var columns = structure.columns();
        var types = new StringBuilder();
        for (var index = 0; index < columns.size(); index++) {
            var column = columns.get(index);
            types.append(index == 0 ? "" : ", ")
                    .append("c")
                    .append(index)
                    .append(" ")
                    .append(column.hasLabels() ? column.type() + "('a')" : plain(column));
        }
        var parsed = new Tables();
        parser.setCurrentSchema(PLAIN.catalog());
        parser.parse("CREATE TABLE t (" + types + ")", parsed);
        var plain = parsed.forTable(PLAIN);
        var table = Table.editor().tableId(structure.table());
        for (var index = 0; index < columns.size(); index++) {
            table.addColumn(named(plain.columns().get(index), columns.get(index), index + 1));
        }
        return new Made(table.setPrimaryKeyNames(structure.key()).create(), ddl(structure));
    }

    /** Its grammar doesn't know MariaDB's addresses. */
    private static String plain(ColumnStructure column) {
        return switch (column.type()) {
            case "inet4" -> "binary(4)";
            case "inet6" -> "binary(16)";
            default -> column.spelled();
        };
    }

    private static Column named(Column plain, ColumnStructure column, int position) {
        var named = plain.edit()
                .name(column.name())
                .position(position)
                .optional(column.nullable())
                .charsetName(column.charset());
        if (column.type().startsWith("inet")) {
            named.type(column.type().toUpperCase(Locale.ROOT));
        }
        if (column.hasLabels()) {
            named.enumValues(column.labels().stream().map(LabelText::literal).toList());
            named.length(labelsLength(column));
        }
        return named.create();
    }

    /** Of the longest; of a SET, of all with commas between. */
    private static int labelsLength(ColumnStructure column) {
        var lengths = column.labels().stream().mapToInt(label -> label.codePointCount(0, label.length()));
        return column.type().equals("enum")
                ? lengths.max().orElse(0)
                : lengths.sum() + Math.max(0, column.labels().size() - 1);
    }

    private static String ddl(TableStructure structure) {
        var columns = structure.columns().stream()
                .map(column -> MySqlNames.quoted(column.name()) + " " + column.spelled()
                        + (column.charset() == null ? "" : " CHARACTER SET " + column.charset())
                        + (column.nullable() ? " NULL" : " NOT NULL"))
                .collect(Collectors.joining(", "));
        var key = structure.key().isEmpty()
                ? ""
                : structure.key().stream()
                        .map(MySqlNames::quoted)
                        .collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"));
        return "CREATE TABLE " + MySqlNames.quoted(structure.table().table()) + " (" + columns + key + ")";
    }
}
