package io.hindsight.warehouse.starrocks;

import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.RefusedValueException;
import java.nio.charset.StandardCharsets;

/** The primary key of a kept table in StarRocks, which may take so many bytes once it is encoded. */
record StarRocksKey(CapturedTable table) {

    static final int LARGEST = 128;

    /** What ends a text that another column follows. */
    private static final int END_OF_TEXT = 2;

    private static final int CHANGE_SEQ = 2 * Long.BYTES;

    /** Bytes, were each character of the declared texts one byte: what the server surely needs to take. */
    long declaredBytes() {
        return ownBytes()
                + table.keys().stream()
                        .filter(column -> column.type().isText())
                        .mapToLong(column -> column.type().length())
                        .sum();
    }

    /** Bytes of all but the texts. */
    private int ownBytes() {
        return (table.declaration().keep() == KeepMode.HISTORY ? CHANGE_SEQ : 0)
                + table.keys().stream().mapToInt(StarRocksKey::fixedBytes).sum();
    }

    /**
     * Looks whether the row's key is short enough.
     *
     * @throws RefusedValueException naming the key's first text
     */
    void check(Dialect dialect, Row row) {
        var bytes = ownBytes();
        Column text = null;
        for (var index = 0; index < table.keys().size(); index++) {
            var column = table.keys().get(index);
            if (column.type().isText() && row.values().get(index) instanceof String value) {
                text = text == null ? column : text;
                bytes += value.getBytes(StandardCharsets.UTF_8).length
                        + (int) value.chars().filter(c -> c == 0).count();
            }
        }
        if (bytes > LARGEST && text != null) {
            throw new RefusedValueException(
                    text,
                    dialect.type(text),
                    "StarRocks keeps keys of " + LARGEST + " bytes at most, and this has " + bytes);
        }
    }

    private static int fixedBytes(Column column) {
        return switch (column.type().kind()) {
            case WHOLE, BIT, YEAR -> whole(StarRocksTypes.of(column.type()));
            case DATE -> Integer.BYTES;
            case DATETIME, TIMESTAMP -> Long.BYTES;
            case TIME -> StarRocksTypes.LONGEST_TIME + END_OF_TEXT;
            case UUID -> StarRocksTypes.UUID + END_OF_TEXT;
            case TEXT, ENUM, SET -> END_OF_TEXT;
            case DECIMAL, FLOAT, BINARY, JSON, GEOMETRY, ARRAY -> 0;
        };
    }

    private static int whole(String type) {
        return switch (type) {
            case "boolean", "tinyint" -> Byte.BYTES;
            case "smallint" -> Short.BYTES;
            case "int" -> Integer.BYTES;
            case "bigint" -> Long.BYTES;
            default -> 2 * Long.BYTES;
        };
    }
}
