package io.hindsight.source.mysql.structure;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.TableMapEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the binlog says of a table whose rows follow. Labels stand in their column's character set, while the client
 * takes all texts for the JVM's: their bytes are kept, one for each character.
 */
public final class TableMapReader extends TableMapEventDataDeserializer {

    private static final int NUMBER_AND_FLAGS = 8;
    private static final int SETS = 5;
    private static final int ENUMS = 6;

    @Override
    public TableMapEventData deserialize(ByteArrayInputStream input) throws IOException {
        var bytes = input.read(input.available());
        var event = super.deserialize(new ByteArrayInputStream(bytes));
        if (event.getEventMetadata() != null) {
            keepLabels(event, new ByteArrayInputStream(bytes));
        }
        return event;
    }

    private static void keepLabels(TableMapEventData event, ByteArrayInputStream input) throws IOException {
        input.skip(NUMBER_AND_FLAGS);
        // of database and table the names, each with a zero behind it
        input.skip(input.readInteger(1) + 1);
        input.skip(input.readInteger(1) + 1);
        var columns = input.readPackedInteger();
        input.skip(columns);
        input.skip(input.readPackedInteger());
        input.skip((columns + Byte.SIZE - 1) / Byte.SIZE);
        while (input.available() > 0) {
            var field = input.readInteger(1);
            var value = input.read(input.readPackedInteger());
            if (field == SETS) {
                event.getEventMetadata().setSetStrValues(labels(new ByteArrayInputStream(value)));
            } else if (field == ENUMS) {
                event.getEventMetadata().setEnumStrValues(labels(new ByteArrayInputStream(value)));
            }
        }
    }

    private static List<String[]> labels(ByteArrayInputStream input) throws IOException {
        var columns = new ArrayList<String[]>();
        while (input.available() > 0) {
            var labels = new String[input.readPackedInteger()];
            for (var index = 0; index < labels.length; index++) {
                labels[index] = new String(input.read(input.readPackedInteger()), StandardCharsets.ISO_8859_1);
            }
            columns.add(labels);
        }
        return columns;
    }

    /** Reads a label whose bytes were kept. */
    static String label(String kept, Charset charset) {
        return new String(kept.getBytes(StandardCharsets.ISO_8859_1), charset);
    }
}
