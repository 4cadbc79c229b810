package io.hindsight.deadletter;

import io.hindsight.history.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds a message of the dead-letter topic: the key and value of a change that couldn't be applied, unchanged, and in
 * headers why, and where it was. A header that somebody else's message doesn't have is an empty text.
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> message) {

    /** How often the change has been sent back, as decimal text; on the message that is sent back too. */
    public static final String REPLAYS = "hindsight.replays";

    /** On a message that is sent back: the apply route that refused it, which alone reads it. */
    public static final String REPLAY_ROUTE = "hindsight.replay.route";

    public static final String REASON = "hindsight.error.reason";
    public static final String TOPIC = "hindsight.error.topic";
    public static final String PARTITION = "hindsight.error.partition";
    public static final String OFFSET = "hindsight.error.offset";
    public static final String TABLE = "hindsight.error.table";
    public static final String WAREHOUSE = "hindsight.error.warehouse";
    public static final String ROUTE = "hindsight.error.route";

    /** When it was refused. */
    public Instant time() {
        return Instant.ofEpochMilli(message.timestamp());
    }

    /** Why, without values of the row. */
    public String reason() {
        return text(REASON);
    }

    /** The topic that it was refused in. */
    public String topic() {
        return text(TOPIC);
    }

    /** The partition that it was refused in; -1 when that isn't said. */
    public int partition() {
        return number(PARTITION, -1);
    }

    /** Its place in its topic, {@code topic-partition@offset}: what it is called, and what the log says of it. */
    public String place() {
        return topic().isEmpty()
                ? message.topic() + "-" + message.partition() + "@" + message.offset()
                : topic() + "-" + text(PARTITION) + "@" + text(OFFSET);
    }

    /** The source table, {@code database.table}. */
    public String table() {
        return text(TABLE);
    }

    public String warehouse() {
        return text(WAREHOUSE);
    }

    /** The apply route that refused it. */
    public String route() {
        return text(ROUTE);
    }

    /** The declaration that it was refused for; empty where the route doesn't say. */
    public String declaration() {
        var about = "apply-(.+)-" + Pattern.quote(warehouse());
        return route().matches(about) ? route().replaceFirst(about, "$1") : "";
    }

    /** How often it has been sent back, and refused again. */
    public int replays() {
        return number(REPLAYS, 0);
    }

    /** The source's epoch when the change was captured. */
    public String epoch() {
        return text(Message.EPOCH);
    }

    /** Says how many there are: {@code 1 dead letter}, {@code 2 dead letters}. */
    public static String count(int number) {
        return number == 1 ? "1 dead letter" : number + " dead letters";
    }

    /**
     * What two copies of one letter have in common: a batch that is read again leaves some, and so can a replay that was
     * killed. The place alone isn't enough, for a topic that is made anew has it again.
     */
    String identity() {
        return route() + " " + place() + " " + Arrays.hashCode(message.value());
    }

    /** What the letter has in common with the one that it becomes when it is refused after so many more replays. */
    String content(int more) {
        return route() + " " + (replays() + more) + " " + Arrays.hashCode(message.value());
    }

    private int number(String header, int otherwise) {
        return text(header).matches("\\d{1,9}") ? Integer.parseInt(text(header)) : otherwise;
    }

    private String text(String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
