package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says what is to be read again: what a person has asked for, or what was before the first start.
 *
 * @param id by which its progress and its messages are known
 * @param from the beginning of a transaction in the source's log, as Debezium stores a place
 * @param until the place before which it ends, likewise
 * @param bytes of the log between the two
 * @param isFirst whether histories begin there
 * @param isUnread whether the rows as they are now are to be read before it, and decide where it ends
 */
public record Rereading(
        String id,
        List<TableName> tables,
        ObjectNode from,
        ObjectNode until,
        long bytes,
        Instant asked,
        Wish wish,
        boolean isFirst,
        boolean isUnread) {

    /** The name of the header, with the id, that a message of a rereading has beside those that it had the first time. */
    public static final String HEADER = "hindsight.reread";

    /** What people want of it. */
    public enum Wish {
        GO_ON,
        PAUSE,
        END
    }

    /** Makes a new one. */
    public static Rereading of(List<TableName> tables, SourceOffset from, SourceOffset until, long bytes) {
        return new Rereading(
                UUID.randomUUID().toString().substring(0, 8),
                tables,
                from.json(),
                until.json(),
                bytes,
                Instant.now(),
                Wish.GO_ON,
                false,
                false);
    }

    static Rereading of(String id, JsonNode json) {
        var tables = new ArrayList<TableName>();
        json.path("tables")
                .forEach(table -> tables.add(new TableName(
                        table.path("database").asText(),
                        table.path("schema").asText(),
                        table.path("table").asText())));
        return new Rereading(
                id,
                tables,
                json.path("from").deepCopy(),
                json.path("until").deepCopy(),
                json.path("bytes").asLong(),
                Instant.parse(json.path("asked").asText()),
                Wish.valueOf(json.path("wish").asText()),
                json.path("first").asBoolean(),
                json.path("unread").asBoolean());
    }

    JsonNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("bytes", bytes)
                .put("asked", asked.toString())
                .put("wish", wish.name())
                .put("first", isFirst)
                .put("unread", isUnread);
        json.set("from", from);
        json.set("until", until);
        var named = json.putArray("tables");
        tables.forEach(table -> named.addObject()
                .put("database", table.database())
                .put("schema", table.schema())
                .put("table", table.table()));
        return json;
    }

    /** The same, of which people want something else now. */
    public Rereading with(Wish other) {
        return new Rereading(id, tables, from, until, bytes, asked, other, isFirst, isUnread);
    }

    /** The same, with which histories begin; of tables that no snapshot has read yet, if so. */
    public Rereading first(boolean unread) {
        return new Rereading(id, tables, from, until, bytes, asked, wish, true, unread);
    }

    /** The same, of which the rows have been read: it ends at a place that isn't before that. */
    public Rereading read(SourceOffset end, long length) {
        return new Rereading(id, tables, from, end.json(), length, asked, wish, isFirst, false);
    }

    /** Whether nobody wants something else of it since; what was read from Kafka has its numbers in other types. */
    public boolean isAskedAs(Rereading before) {
        return json().toString().equals(before.json().toString());
    }

    /** Names its tables. */
    public String names() {
        return tables.stream().map(TableName::toString).collect(Collectors.joining(", "));
    }
}
