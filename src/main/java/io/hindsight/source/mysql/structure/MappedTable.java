package io.hindsight.source.mysql.structure;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventMetadata;
import com.github.shyiko.mysql.binlog.event.TableMapEventMetadata.DefaultCharset;
import io.debezium.relational.TableId;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** What the binlog says of a table whose rows follow: more with {@code binlog_row_metadata=FULL} than without. */
final class MappedTable {

    static final String BINARY = "binary";
    private static final int HASH = 8;

    private final Function<String, Optional<Charset>> encodings;
    private final TableMapEventData event;
    private final boolean isMariaDb;
    private final Optional<TableMapEventMetadata> metadata;
    private final List<EncodedType> types = new ArrayList<>();
    private final String[] charsets;
    private final List<String> geometries = new ArrayList<>();
    private final List<List<String>> labels = new ArrayList<>();

    /**
     * @param collations names of character sets by the numbers of their collations, as the server has them
     * @param isMariaDb which counts geometries among the columns with a character set
     * @param encodings what Java has for a character set
     */
    MappedTable(
            TableMapEventData event,
            IntFunction<String> collations,
            boolean isMariaDb,
            Function<String, Optional<Charset>> encodings) {
        this.encodings = encodings;
        this.event = event;
        this.isMariaDb = isMariaDb;
        this.metadata = Optional.ofNullable(event.getEventMetadata());
        for (var index = 0; index < event.getColumnTypes().length; index++) {
            types.add(EncodedType.of(event.getColumnTypes()[index], event.getColumnMetadata()[index]));
        }
        this.charsets = new String[types.size()];
        metadata.ifPresent(more -> {
            charsets(
                    type -> type.hasCharset() || isMariaDb && type.isGeometry(),
                    more.getDefaultCharset(),
                    more.getColumnCharsets(),
                    collations);
            charsets(
                    EncodedType::hasLabels,
                    more.getEnumAndSetDefaultCharset(),
                    more.getEnumAndSetColumnCharsets(),
                    collations);
            geometries(more.getGeometryTypes());
            labels(more);
        });
    }

    private void charsets(
            Predicate<EncodedType> which,
            DefaultCharset byDefault,
            List<Integer> each,
            IntFunction<String> collations) {
        var number = 0;
        for (var index = 0; index < types.size(); index++) {
            if (which.test(types.get(index))) {
                if (each != null && number < each.size()) {
                    charsets[index] = collations.apply(each.get(number));
                } else if (byDefault != null) {
                    var exceptions = byDefault.getCharsetCollations();
                    var exception = exceptions == null ? null : exceptions.get(number);
                    charsets[index] =
                            collations.apply(exception == null ? byDefault.getDefaultCharsetCollation() : exception);
                }
                number++;
            }
        }
    }

    private void geometries(List<Integer> numbers) {
        var next = numbers == null ? List.<Integer>of().iterator() : numbers.iterator();
        for (var type : types) {
            geometries.add(type.isGeometry() && next.hasNext() ? Geometries.NAMES.get(next.next()) : null);
        }
    }

    private void labels(TableMapEventMetadata more) {
        if (!isFull()) {
            return;
        }
        var enums = more.getEnumStrValues() == null
                ? List.<String[]>of().iterator()
                : more.getEnumStrValues().iterator();
        var sets = more.getSetStrValues() == null
                ? List.<String[]>of().iterator()
                : more.getSetStrValues().iterator();
        for (var index = 0; index < types.size(); index++) {
            var type = types.get(index);
            var from = type.code() == EncodedType.ENUM ? enums : sets;
            labels.add(type.hasLabels() && from.hasNext() ? readable(from.next(), charsets[index]) : List.of());
        }
    }

    /** Null where Java has no such character set. */
    private List<String> readable(String[] kept, String charset) {
        var isBinary = charset == null || charset.equals(BINARY);
        return encodings
                .apply(isBinary ? "utf8mb4" : charset)
                .map(encoding -> Arrays.stream(kept)
                        .map(label -> isMariaDb || isBinary
                                ? TableMapReader.label(label, encoding)
                                : TableMapReader.labelOfMySql(label, encoding, charset))
                        .toList())
                .orElse(null);
    }

    int size() {
        return types.size();
    }

    EncodedType type(int column) {
        return types.get(column);
    }

    /** Whether names are there, and with them all that the server tells. */
    boolean isFull() {
        return metadata.map(TableMapEventMetadata::getColumnNames).isPresent();
    }

    boolean nullable(int column) {
        return event.getColumnNullability().get(column);
    }

    /** Whether more is there than types. */
    boolean hasMetadata() {
        return metadata.isPresent();
    }

    /** Null where the event has none for the column. */
    String charset(int column) {
        return charsets[column];
    }

    /** Gives the type of a geometry. */
    String geometry(int column) {
        return geometries.get(column);
    }

    /** Null where they can't be read. */
    List<String> labels(int column) {
        return labels.get(column);
    }

    List<String> names() {
        return metadata.orElseThrow().getColumnNames();
    }

    List<String> key() {
        return metadata
                .map(more -> more.getSimplePrimaryKeys() != null
                        ? more.getSimplePrimaryKeys()
                        : more.getPrimaryKeysWithPrefix() != null
                                ? List.copyOf(more.getPrimaryKeysWithPrefix().keySet())
                                : List.<Integer>of())
                .orElse(List.of())
                .stream()
                .map(names()::get)
                .toList();
    }

    /** Whether the table keeps former versions of its rows itself, by the names that MariaDB gives the columns for that. */
    boolean isVersioned() {
        return isFull() && key().contains("row_end");
    }

    boolean unsigned(int column) {
        return metadata.map(TableMapEventMetadata::getSignedness)
                .filter(unsigned -> unsigned.get(column))
                .isPresent();
    }

    /** Gives all that the event has; empty where it has no names, or a type that isn't known. */
    Optional<TableStructure> structure(TableId table) {
        if (!isFull()) {
            return Optional.empty();
        }
        var names = names();
        var columns = new ArrayList<ColumnStructure>();
        for (var index = 0; index < size(); index++) {
            var encoded = type(index);
            var charset = charsets[index];
            var type = encoded.isGeometry() ? geometries.get(index) : encoded.type(BINARY.equals(charset));
            if (type == null || labels.get(index) == null) {
                return Optional.empty();
            }
            var made = new ColumnStructure(
                    names.get(index),
                    type,
                    isNumber(type) && unsigned(index),
                    encoded.length(charset),
                    encoded.scale(),
                    charset == null || BINARY.equals(charset) ? null : charset,
                    nullable(index),
                    labels.get(index));
            columns.add(made);
        }
        return Optional.of(new TableStructure(table, columns, key()));
    }

    /** Adds the columns that MariaDB hides behind the others: of each long unique key one, with a hash. */
    TableStructure withHidden(TableStructure visible) {
        var columns = new ArrayList<>(visible.columns());
        for (var index = columns.size(); index < size() && type(index).code() == HASH; index++) {
            var name = "DB_ROW_HASH_" + (index - visible.columns().size() + 1);
            columns.add(new ColumnStructure(name, "bigint", true, 0, -1, null, nullable(index), List.of()));
        }
        return new TableStructure(visible.table(), columns, visible.key());
    }

    private static boolean isNumber(String type) {
        return type.endsWith("int") || List.of("decimal", "float", "double").contains(type);
    }
}
