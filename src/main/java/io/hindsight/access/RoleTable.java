package io.hindsight.access;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.RoleSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Mask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kept table as a role sees it.
 *
 * @param masks by the column's name in the warehouse
 * @param rows the condition of the rows that it sees; empty for all
 */
record RoleTable(CapturedTable table, Map<String, Mask> masks, Optional<String> rows) {

    /**
     * Gives those of the tables that the role may read.
     *
     * @throws InvalidSettingsException when a mask is of a column that there isn't, or that can't have it
     */
    static List<RoleTable> of(RoleSettings role, List<CapturedTable> tables) {
        return tables.stream()
                .filter(table -> role.tables().contains(table.declaration().name()))
                .map(table -> of(role, table))
                .toList();
    }

    private static RoleTable of(RoleSettings role, CapturedTable table) {
        var name = table.declaration().name();
        var masks = role.masks().getOrDefault(name, Map.of());
        var wrong = masks.entrySet().stream()
                .flatMap(mask -> misfit(table, mask.getKey(), mask.getValue())
                        .map(what ->
                                "hindsight.role." + role.name() + ".mask: " + name + "." + mask.getKey() + " " + what)
                        .stream())
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidSettingsException(wrong);
        }
        return new RoleTable(table, masks, Optional.ofNullable(role.rows().get(name)));
    }

    private static Optional<String> misfit(CapturedTable table, String column, Mask mask) {
        var kept = table.target(column);
        if (kept.isEmpty()) {
            return Optional.of("isn't kept; there are "
                    + String.join(
                            ", ", table.columns().stream().map(Column::target).toList()));
        }
        return kept.filter(text ->
                        mask.kind() == Mask.Method.TRUNCATE && !text.type().isText())
                .map(number -> "is no text, so it can't be truncated; write drop or redact");
    }

    /** Whether the role sees less of it than there is. */
    boolean isLimited() {
        return !masks.isEmpty() || rows.isPresent();
    }

    /** The columns that it sees, as they are or masked. */
    Stream<Column> columns() {
        return table.columns().stream().filter(column -> mask(column)
                .filter(mask -> mask.kind() == Mask.Method.DROP)
                .isEmpty());
    }

    Optional<Mask> mask(Column column) {
        return Optional.ofNullable(masks.get(column.target()));
    }

    /** Whether a redacted value of the column is a text; it is NULL otherwise. */
    static boolean isRedactedToText(Column column) {
        return column.type().isText();
    }
}
