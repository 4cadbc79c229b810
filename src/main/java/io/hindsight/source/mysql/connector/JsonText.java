package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonBinary;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonFormatter;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonStringFormatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;

/** Writes a JSON document of MySQL's binlog as MySQL itself does, of which the client departs where JSON has no type. */
final class JsonText extends JsonStringFormatter {

    private JsonText() {}

    /** @param document as it stands in a row; empty where the server had none */
    static String of(byte[] document) {
        if (document.length == 0) {
            return null;
        }
        var text = new JsonText();
        try {
            new SignedTimes(document).parse(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return text.getString();
    }

    /** The client looks for a time's sign in its hours, and takes a negative one's bits for digits. */
    private static final class SignedTimes extends JsonBinary {

        private static final int FRACTION_BITS = 24;
        private static final int HOUR_BITS = 12;
        private static final int SIXTY_BITS = 6;
        private static final int SIXTY_MASK = (1 << SIXTY_BITS) - 1;

        SignedTimes(byte[] document) {
            super(document);
        }

        @Override
        protected void parseTime(JsonFormatter formatter) throws IOException {
            var packed = readInt64();
            var time = Math.abs(packed) >> FRACTION_BITS;
            formatter.value("%s%02d:%02d:%02d.%06d"
                    .formatted(
                            packed < 0 ? "-" : "",
                            time >> HOUR_BITS,
                            time >> SIXTY_BITS & SIXTY_MASK,
                            time & SIXTY_MASK,
                            Math.abs(packed) & (1 << FRACTION_BITS) - 1));
        }
    }

    @Override
    public void value(double value) {
        var plain = Double.toString(value);
        if (plain.contains("E")) {
            // the client would write out all digits that it happens to have in binary
            super.value(new BigDecimal(plain) {
                @Override
                public String toPlainString() {
                    return plain;
                }
            });
        } else {
            super.value(value);
        }
    }

    @Override
    public void valueDatetime(int year, int month, int day, int hour, int minute, int second, int micros) {
        value("%04d-%02d-%02d %02d:%02d:%02d.%06d".formatted(year, month, day, hour, minute, second, micros));
    }

    @Override
    public void valueOpaque(ColumnType type, byte[] value) {
        value("base64:type" + type.getCode() + ":" + Base64.getEncoder().encodeToString(value));
    }
}
