package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.table.Column;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A Debezium change event, read.
 *
 * @param op c, u, d, r, t, or b where the history begins
 * @param committed when the source committed it, as exactly as the source says
 * @param before the row before, null where there is none
 * @param after the row after, null where there is none
 * @param unchanged columns that are as the change before left them, and whose values aren't said
 * @param isRedacted whether nothing is known but its key
 */
public record Envelope(
        TableName table,
        char op,
        String seq,
        Instant committed,
        JsonNode before,
        JsonNode after,
        Set<String> unchanged,
        boolean isRedacted) {

    /** The op of a message that says since when all is known: of none of Debezium's. */
    public static final char BEGINS = 'b';

    private static final String OPS = "cudrt" + BEGINS;

    /** Every engine and every clock can hold it, in nanoseconds too. */
    private static final Instant LAST = Instant.parse("2199-12-31T23:59:59.999999Z");

    /** The field of a change's source block that names columns whose values the source's log leaves out. */
    public static final String UNCHANGED = "unchanged";

    /**
     * Reads a message.
     *
     * @throws UnreadableException saying what is missing or wrong, without the row's values
     */
    public static Envelope read(Message message) {
        var envelope = payload(ExactJson.read(message.json()));
        var source = envelope.path("source");
        var op = envelope.path("op").asText();
        if (!source.isObject() || op.length() != 1 || OPS.indexOf(op.charAt(0)) < 0) {
            throw new UnreadableException("not a Debezium change event: no op or source");
        }
        return new Envelope(
                new TableName(
                        source.path("db").asText(),
                        source.path("schema").asText(),
                        source.path("table").asText()),
                op.charAt(0),
                seq(message.epoch(), source),
                committed(source),
                row(envelope, "before"),
                row(envelope, "after"),
                unchanged(source.path(UNCHANGED)),
                false);
    }

    /** A read of the row before the change, right before it. */
    Envelope earlier() {
        return new Envelope(table, 'r', ChangeSeq.before(seq), committed, before, before, unchanged, isRedacted);
    }

    /** The same without the values of other columns. */
    Envelope only(List<Column> columns) {
        var names = columns.stream().map(Column::name).toList();
        return new Envelope(table, op, seq, committed, only(before, names), only(after, names), Set.of(), true);
    }

    private static JsonNode only(JsonNode row, List<String> names) {
        return row == null ? null : ((ObjectNode) row).retain(names);
    }

    private static Set<String> unchanged(JsonNode names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        var unchanged = new HashSet<String>();
        names.forEach(name -> unchanged.add(name.asText()));
        return unchanged;
    }

    /** A producer that sends Connect's schema along wraps the event in a payload. */
    private static JsonNode payload(JsonNode message) {
        return message.has("schema") && message.has("payload") ? message.path("payload") : message;
    }

    private static String seq(int epoch, JsonNode source) {
        try {
            return SourceOrder.of(epoch, source);
        } catch (IllegalArgumentException noPlace) {
            throw new UnreadableException(
                    "its source doesn't say its place in a log, or the message's hindsight.epoch is no epoch");
        }
    }

    private static Instant committed(JsonNode source) {
        var committed = source.has("ts_us")
                ? Instant.EPOCH.plus(moment(source.path("ts_us")), ChronoUnit.MICROS)
                : Instant.ofEpochMilli(moment(source.path("ts_ms")));
        if (committed.isBefore(Instant.EPOCH) || committed.isAfter(LAST)) {
            throw new UnreadableException("its commit time is before 1970 or after 2199");
        }
        return committed;
    }

    private static long moment(JsonNode time) {
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            throw new UnreadableException(
                    "no commit time: ts_us or ts_ms of its source is missing, or no whole number");
        }
        return time.longValue();
    }

    private static JsonNode row(JsonNode envelope, String which) {
        var row = envelope.path(which);
        return row.isObject() ? row : null;
    }
}
