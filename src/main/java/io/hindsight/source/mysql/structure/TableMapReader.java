package io.hindsight.source.mysql.structure;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventMetadata;
import com.github.shyiko.mysql.binlog.event.deserialization.TableMapEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what the binlog says of a table whose rows follow. The client takes all texts for the JVM's character set. Names are
 * UTF-8; labels stand in their column's character set, so their bytes are kept, one for each character.
 */
public final class TableMapReader extends TableMapEventDataDeserializer {

    private static final int NUMBER_AND_FLAGS = 8;
    private static final int COLUMN_NAMES = 4;
    private static final int SETS = 5;
    private static final int ENUMS = 6;
    private static final int LAST_KNOWN = 13;

    @Override
    public TableMapEventData deserialize(ByteArrayInputStream input) throws IOException {
        var bytes = known(input.read(input.available()));
        var event = super.deserialize(new ByteArrayInputStream(bytes));
        readTexts(event, new ByteArrayInputStream(bytes));
        return event;
    }

    /** Leaves out what a later server says of columns: the client would refuse all of it. */
    private static byte[] known(byte[] event) throws IOException {
        var input = new ByteArrayInputStream(event);
        input.skip(NUMBER_AND_FLAGS);
        name(input);
        name(input);
        skipTypes(input);
        var known = new ByteArrayOutputStream();
        known.write(event, 0, event.length - input.available());
        while (input.available() > 0) {
            var begin = event.length - input.available();
            var field = input.readInteger(1);
            input.skip(input.readPackedInteger());
            if (field <= LAST_KNOWN) {
                known.write(event, begin, event.length - input.available() - begin);
            }
        }
        return known.toByteArray();
    }

    private static void skipTypes(ByteArrayInputStream input) throws IOException {
        var columns = input.readPackedInteger();
        input.skip(columns);
        input.skip(input.readPackedInteger());
        input.skip((columns + Byte.SIZE - 1) / Byte.SIZE);
    }

    private static void readTexts(TableMapEventData event, ByteArrayInputStream input) throws IOException {
        input.skip(NUMBER_AND_FLAGS);
        event.setDatabase(name(input));
        event.setTable(name(input));
        if (event.getEventMetadata() != null) {
            readMetadata(event.getEventMetadata(), input);
        }
    }

    /** Reads a name with a zero behind it. */
    static String name(ByteArrayInputStream input) throws IOException {
        var name = new String(input.read(input.readInteger(1)), StandardCharsets.UTF_8);
        input.skip(1);
        return name;
    }

    private static void readMetadata(TableMapEventMetadata metadata, ByteArrayInputStream input) throws IOException {
        skipTypes(input);
        while (input.available() > 0) {
            var field = input.readInteger(1);
            var value = input.read(input.readPackedInteger());
            var texts = new ByteArrayInputStream(value);
            switch (field) {
                case COLUMN_NAMES -> metadata.setColumnNames(names(texts));
                case SETS -> metadata.setSetStrValues(labels(texts));
                case ENUMS -> metadata.setEnumStrValues(labels(texts));
                default -> {
                    // the client has read it
                }
            }
        }
    }

    private static List<String> names(ByteArrayInputStream input) throws IOException {
        var names = new ArrayList<String>();
        while (input.available() > 0) {
            names.add(new String(input.read(input.readPackedInteger()), StandardCharsets.UTF_8));
        }
        return names;
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
    static String label(String kept, Charset encoding) {
        return DecodedText.of(bytes(kept), encoding);
    }

    /**
     * Reads one as MySQL gives it: it leaves a label's bytes as they are where its column gets another character set. Those
     * that are none of UTF-8 it doesn't look at, and of others it gives no part of a character.
     */
    static String labelOfMySql(String kept, Charset encoding, String charset) {
        var bytes = bytes(kept);
        return charset.startsWith("utf8")
                ? new String(bytes, encoding)
                : DecodedText.of(
                        Arrays.copyOf(bytes, bytes.length - bytes.length % Charsets.narrowest(charset)), encoding);
    }

    private static byte[] bytes(String kept) {
        return kept.getBytes(StandardCharsets.ISO_8859_1);
    }
}
