package io.hindsight.table;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes a topic's name of a table's, {@code shop.orders}: a sign that Kafka has in no topic's name is written by its
 * number, as in {@code shop.a-0020b} for {@code shop.a b}, and a name that is too long ends with its checksum.
 */
final class DefaultTopic {

    private static final Pattern NOT_KAFKAS = Pattern.compile("[^a-zA-Z0-9._-]");

    /** Kafka takes 249, and the pipeline's name stands before it. */
    private static final int LONGEST = 149;

    private DefaultTopic() {}

    static String of(TableName table) {
        var name = table.toString();
        var topic = NOT_KAFKAS
                .matcher(name)
                .replaceAll(sign -> String.format("-%04x", (int) sign.group().charAt(0)));
        if (topic.equals(name) || topic.length() <= LONGEST) {
            return topic;
        }
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return topic.substring(0, LONGEST) + String.format("-%08x", crc.getValue());
    }
}
