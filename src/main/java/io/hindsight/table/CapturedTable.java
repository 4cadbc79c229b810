package io.hindsight.table;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Completes a declared table by what the source's schema says of it: all that statements are made from.
 *
 * @param sourceColumns names of all columns that the source's table has, kept or not
 * @param columns key columns first, in the key's order, then the others in the source's order, then those that came
 *     after the kept table was made
 * @param originals how many of the columns it was made with
 */
public record CapturedTable(
        TableDeclaration declaration, Set<String> sourceColumns, List<Column> columns, int originals) {

    /** One that is kept as it is declared. */
    public CapturedTable(TableDeclaration declaration, Set<String> sourceColumns, List<Column> columns) {
        this(declaration, sourceColumns, columns, columns.size());
    }

    /**
     * Completes a declaration by the columns that the source's table has.
     *
     * @throws InvalidTableException when they don't fit, naming both and the cure
     */
    public static CapturedTable of(TableDeclaration declaration, List<SourceColumn> columns) {
        var check = new DeclarationCheck(declaration, columns);
        check.tableExists();
        check.fits();
        return madeUnder(declaration, columns);
    }

    /**
     * Completes a declaration by the columns that the source's table had when a change was made: what it says of others
     * isn't wrong.
     *
     * @throws InvalidTableException when its key isn't among them, or one has a type that isn't kept
     */
    public static CapturedTable madeUnder(TableDeclaration declaration, List<SourceColumn> columns) {
        return madeUnder(declaration, columns, keys(declaration, columns));
    }

    /**
     * Completes this table's declaration by the columns that the source's table had when it was emptied: such a change
     * has no key, so this table's own is taken.
     *
     * @throws InvalidTableException when that isn't among the columns, or one has a type that isn't kept
     */
    public CapturedTable emptiedUnder(List<SourceColumn> others) {
        return madeUnder(declaration, others, keys().stream().map(Column::name).toList());
    }

    private static CapturedTable madeUnder(
            TableDeclaration declaration, List<SourceColumn> columns, List<String> keys) {
        var check = new DeclarationCheck(declaration, columns);
        check.hasKeys(keys);
        var kept = new LinkedHashMap<String, SourceColumn>();
        keys.forEach(key -> kept.put(key, find(columns, key)));
        columns.stream()
                .filter(column ->
                        declaration.include().isEmpty() || declaration.include().contains(column.name()))
                .filter(column -> !declaration.exclude().contains(column.name()) && !declaration.drops(column.name()))
                .forEach(column -> kept.putIfAbsent(column.name(), column));
        var table = new CapturedTable(
                declaration,
                columns.stream().map(SourceColumn::name).collect(Collectors.toSet()),
                kept.values().stream()
                        .map(column -> column.declared(declaration, keys.contains(column.name())))
                        .toList());
        check.names(table);
        return table;
    }

    private static List<String> keys(TableDeclaration declaration, List<SourceColumn> columns) {
        if (!declaration.key().isEmpty()) {
            return declaration.key();
        }
        return columns.stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(SourceColumn::keyPosition))
                .map(SourceColumn::name)
                .toList();
    }

    private static SourceColumn find(List<SourceColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public TableName source() {
        return declaration.source();
    }

    public List<Column> keys() {
        return columns.stream().filter(Column::key).toList();
    }

    public List<Column> values() {
        return columns.stream().filter(column -> !column.key()).toList();
    }

    /** Columns whose values are just the source's. */
    public List<Column> unmasked() {
        return columns.stream()
                .filter(column -> !declaration.masks().containsKey(column.name()))
                .toList();
    }

    public List<Column> tracked() {
        return columns.stream().filter(Column::tracked).toList();
    }

    /** The column of that name in the warehouse. */
    public Optional<Column> target(String name) {
        return columns.stream().filter(column -> column.target().equals(name)).findFirst();
    }

    /** The table, kept with other columns. */
    public CapturedTable with(List<Column> others) {
        return new CapturedTable(declaration, sourceColumns, List.copyOf(others), originals);
    }
}
