package io.hindsight.warehouse.iceberg;

import io.hindsight.table.Column;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.Moments;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.iceberg.expressions.Literal;

/** Writes values, as Iceberg holds them inside, as the canonical texts of {@link io.hindsight.table.RowText}, and reads those. */
final class LakeText {

    private LakeText() {}

    /** The text of a column's value; null for none. */
    static String of(Column column, Object value) {
        if (value instanceof Boolean bit) {
            return bit ? "1" : "0";
        }
        if (value instanceof BigDecimal number) {
            return number.setScale(column.type().scale()).toPlainString();
        }
        if (value instanceof ByteBuffer bytes) {
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
        return value == null
                ? null
                : switch (column.type().kind()) {
                    case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
                    case TIME -> Moments.text(Duration.of((Long) value, ChronoUnit.MICROS));
                    case DATETIME, TIMESTAMP -> Moments.text(moment((Long) value));
                    default -> value.toString();
                };
    }

    static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The value that a text stands for. */
    static Object value(Column column, String text) {
        var type = IcebergTypes.of(column.type());
        return switch (type.typeId()) {
            case BOOLEAN -> text.equals("1") || text.equals("t") || Boolean.parseBoolean(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case BINARY -> ByteBuffer.wrap(HexFormat.of().parseHex(text));
            case DECIMAL -> IcebergValues.of(column, new BigDecimal(text));
            case TIMESTAMP -> Literal.of(
                            text.replace(' ', 'T') + (column.type().kind() == TypeKind.TIMESTAMP ? "+00:00" : ""))
                    .to(type)
                    .value();
            case STRING -> text;
            default -> Literal.of(text).to(type).value();
        };
    }
}
