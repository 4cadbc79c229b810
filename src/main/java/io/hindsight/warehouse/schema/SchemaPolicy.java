package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.Evolution;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.warehouse.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a kept table may, and can, become what the source's table has become; if not, what a person can do. */
final class SchemaPolicy {

    /** Blanks, and texts and names, whose blanks are their own. */
    private static final Pattern BLANKS = Pattern.compile("('[^']*'|\"[^\"]*\")|\\s+");

    private final Dialect dialect;
    private final Connection connection;
    private final CapturedTable kept;
    private final TableCopy copy;
    private final String setting;

    /** @param columns names of all that the table has there */
    SchemaPolicy(Dialect dialect, Connection connection, CapturedTable kept, Collection<String> columns) {
        this.dialect = dialect;
        this.connection = connection;
        this.kept = kept;
        this.copy = new TableCopy(dialect, kept, columns);
        this.setting = "hindsight.table." + kept.declaration().name() + ".";
    }

    /**
     * Lets pass what may be done.
     *
     * @throws InvalidTableException with the cure, for all else
     */
    void allow(Evolution evolution) throws SQLException {
        if (evolution.otherKey()) {
            throw wrong(
                    "its rows are told apart by " + names(kept.keys()) + " so far, but the source's key is another now",
                    "if those columns still tell them apart, restart with " + setting + "key=" + names(kept.keys())
                            + "; if not, keep it anew: declare it under another name, with another target");
        }
        for (var column : evolution.misfits()) {
            throw wrong(
                    became(column),
                    text(column) + "leave the column out: restart with " + setting + "exclude=" + column.name());
        }
        var retyped = evolution.widened().stream().filter(this::isRetyped).toList();
        for (var column : retyped) {
            if (dialect.isLake() && !widens(column)) {
                throw wrong(
                        became(column) + ", of which " + dialect.name() + " can't make " + dialect.type(column),
                        "leave the column out: restart with " + setting + "exclude=" + column.name()
                                + "; or keep it anew: restart with " + setting + "target=another_name");
            }
            if (column.key() && !dialect.widensKeys()) {
                throw wrong(
                        became(column) + ", and " + dialect.name() + " can't change a key's type",
                        copy.cure(evolution.table()));
            }
            if (!widens(column)) {
                throw wrong(
                        became(column) + ", and " + dialect.name() + " can't make " + dialect.type(column) + " of that",
                        copy.cure(evolution.table()) + "; or keep it anew: restart with " + setting
                                + "target=another_name");
            }
        }
        var policy = kept.declaration().onSchemaChange();
        if (policy != OnSchemaChange.ADD && !(evolution.added().isEmpty() && retyped.isEmpty())) {
            throw wrong(
                    "its columns have changed (new: " + names(evolution.added()) + "; of another type: "
                            + names(retyped) + "), which on-schema-change="
                            + policy.name().toLowerCase(Locale.ROOT) + " doesn't follow",
                    "to have the kept table altered, restart with " + setting + "on-schema-change=add; to leave a new"
                            + " column out, with " + setting + "exclude=…; to keep it in the place of another, with "
                            + setting + "rename=new_column:kept_column");
        }
        dialect.misfits(evolution.table()).stream().findFirst().ifPresent(misfit -> {
            throw wrong(misfit, "then restart");
        });
    }

    private boolean isRetyped(Column column) {
        return !dialect.type(column).equals(dialect.type(there(column)));
    }

    private boolean widens(Column column) {
        return dialect.widens(dialect.type(there(column)), dialect.type(column));
    }

    private Column there(Column column) {
        return kept.target(column.target()).orElseThrow();
    }

    private String became(Column column) {
        return "column " + column.name() + " has become " + column.type() + ", but " + column.target() + " is kept as "
                + dialect.type(there(column));
    }

    /** Text holds what was there and what comes, unless it is bytes. */
    private String text(Column column) throws SQLException {
        var text = there(column).typed(new ColumnType.Text(ColumnType.UNLIMITED));
        if (column.type().isBinary() || there(column).type().isBinary()) {
            return "";
        }
        var table = kept.with(kept.columns().stream()
                .map(each -> each.target().equals(column.target()) ? text : each)
                .toList());
        return "to keep it as text, "
                + (column.key() && !dialect.widensKeys() || !widens(text)
                        ? copy.cure(table)
                        : "run in the warehouse: " + widen(table, text))
                + "; or ";
    }

    private String widen(CapturedTable table, Column column) throws SQLException {
        var storage = dialect.storage(table.declaration());
        var statement = Alteration.widen(dialect, table, storage, column, dialect.type(column))
                .sql();
        return new Dependents(dialect, connection)
                .around(storage, List.of(column.target()), List.of(statement)).stream()
                        .map(SchemaPolicy::oneLine)
                        .collect(Collectors.joining("; "));
    }

    /** A statement as people can copy it. */
    static String oneLine(String sql) {
        return BLANKS.matcher(sql.strip())
                .replaceAll(found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)))
                .replaceAll(";$", "");
    }

    private static String names(List<Column> columns) {
        return columns.isEmpty() ? "none" : columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private InvalidTableException wrong(String what, String cure) {
        return new InvalidTableException(kept.declaration(), what, cure);
    }
}
