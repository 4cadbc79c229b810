package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonBinary;
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
            JsonBinary.parse(document, text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return text.getString();
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
    public void valueTime(int hour, int minute, int second, int micros) {
        value("%s%02d:%02d:%02d.%06d".formatted(hour < 0 ? "-" : "", Math.abs(hour), minute, second, micros));
    }

    @Override
    public void valueOpaque(ColumnType type, byte[] value) {
        value("base64:type" + type.getCode() + ":" + Base64.getEncoder().encodeToString(value));
    }
}
