package io.hindsight.table;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds where a declaration and the source's schema don't fit; what it says names the table and the cure. */
final class DeclarationCheck {

    /** Columns that a kept table has besides the source's own. */
    private static final Set<String> OWN = Set.of(
            "effective_start_ts",
            "effective_end_ts",
            "is_current",
            "op_type",
            "change_seq",
            "commit_ts",
            "batch_id",
            "row_no",
            "staged_at",
            "is_deleted",
            "known_changes");

    private final TableDeclaration declaration;
    private final List<SourceColumn> columns;

    DeclarationCheck(TableDeclaration declaration, List<SourceColumn> columns) {
        this.declaration = declaration;
        this.columns = columns;
    }

    void tableExists() {
        if (columns.isEmpty()) {
            throw wrong(
                    "the source has no such table, or the user can't see it", "check source=… and the SELECT grant");
        }
    }

    void fits(List<String> keys) {
        if (keys.isEmpty()) {
            throw wrong("the table has no primary key", "say which columns identify a row: key=…");
        }
        var names = columns.stream().map(SourceColumn::name).toList();
        Stream.of(
                        keys.stream(),
                        declaration.include().stream(),
                        declaration.exclude().stream(),
                        declaration.rename().keySet().stream(),
                        declaration.tracked().stream(),
                        declaration.effectiveFrom().stream())
                .flatMap(column -> column)
                .filter(column -> !names.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw wrong("there is no column " + column, "one of " + String.join(", ", names));
                });
        declaration.effectiveFrom().ifPresent(this::isMoment);
    }

    private void isMoment(String name) {
        var moment = columns.stream()
                .filter(column -> column.name().equals(name))
                .anyMatch(column -> MySqlType.of(column.dataType())
                        .filter(MySqlType::isTemporal)
                        .isPresent());
        if (!moment) {
            throw wrong("effective-from=" + name + " is not a DATE, DATETIME or TIMESTAMP", "name a column that is");
        }
    }

    void names(CapturedTable table) {
        var taken = new HashSet<>(OWN);
        for (var column : table.columns()) {
            if (!taken.add(column.target().toLowerCase(Locale.ROOT))) {
                throw wrong(
                        "the name " + column.target() + " is taken twice in the kept table",
                        "rename=" + column.name() + ":another_name");
            }
        }
    }

    private InvalidTableException wrong(String what, String cure) {
        return new InvalidTableException(declaration, what, cure);
    }
}
