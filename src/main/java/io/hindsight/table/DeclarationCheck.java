package io.hindsight.table;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds where a declaration and the source's schema don't fit; what it says names the table and the cure. */
final class DeclarationCheck {

    private final TableDeclaration declaration;
    private final List<SourceColumn> columns;

    DeclarationCheck(TableDeclaration declaration, List<SourceColumn> columns) {
        this.declaration = declaration;
        this.columns = columns;
    }

    void tableExists() {
        if (columns.isEmpty()) {
            throw InvalidTableException.noSuchTable(declaration);
        }
    }

    void hasKeys(List<String> keys) {
        if (keys.isEmpty()) {
            throw wrong("the table has no primary key", "say which columns identify a row: key=…");
        }
        exist(keys.stream());
    }

    void fits() {
        exist(Stream.of(
                        declaration.include().stream(),
                        declaration.exclude().stream(),
                        declaration.rename().keySet().stream(),
                        declaration.tracked().stream(),
                        declaration.effectiveFrom().stream())
                .flatMap(column -> column));
        declaration.effectiveFrom().ifPresent(this::isMoment);
        var names = columns.stream().map(SourceColumn::name).toList();
        for (var mask : declaration.masks().values()) {
            if (!mask.fits(names)) {
                throw InvalidTableException.withoutMasked(declaration, mask, names);
            }
        }
        declaration.masks().forEach(this::canBeMasked);
    }

    private void canBeMasked(String name, Mask mask) {
        if (declaration.key().stream().anyMatch(name::equalsIgnoreCase)
                || columns.stream()
                        .anyMatch(column -> column.name().equalsIgnoreCase(name) && column.keyPosition() > 0)) {
            throw wrong(
                    "column " + name + " is part of the key, by which changes find each other",
                    "take it out of mask=…");
        }
        if (declaration.effectiveFrom().filter(name::equalsIgnoreCase).isPresent()) {
            throw wrong(
                    "versions can't begin at " + name + ", which is masked",
                    "take it out of mask=… or effective-from=…");
        }
        columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .flatMap(column -> column.type().stream())
                .flatMap(type -> mask.misfit(type).stream())
                .forEach(why -> {
                    throw wrong("mask of column " + name + ": " + why, "drop or redact it");
                });
    }

    private void exist(Stream<String> wanted) {
        var names = columns.stream().map(SourceColumn::name).toList();
        wanted.filter(column -> !names.contains(column)).findFirst().ifPresent(column -> {
            throw wrong("there is no column " + column, "one of " + String.join(", ", names));
        });
    }

    private void isMoment(String name) {
        var moment = columns.stream()
                .filter(column -> column.name().equals(name))
                .anyMatch(column -> column.type().filter(ColumnType::isTemporal).isPresent());
        if (!moment) {
            throw wrong("effective-from=" + name + " is not a DATE, DATETIME or TIMESTAMP", "name a column that is");
        }
    }

    void names(CapturedTable table) {
        var taken = new HashSet<>(OwnColumns.NAMES);
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
