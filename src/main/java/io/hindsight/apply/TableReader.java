package io.hindsight.apply;

import io.hindsight.deadletter.DeadLetter;
import io.hindsight.history.BatchReader;
import io.hindsight.history.Message;
import io.hindsight.history.Rejected;
import io.hindsight.history.SchemaChangedException;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.Staging;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/** First step of an apply route: what a batch of Kafka messages means for its table and its warehouse. */
public final class TableReader {

    private static final int MOST_SHAPES = 1_000;

    /** How messages become rows of the table as it is kept now. */
    record Reading(BatchReader reader, Staging staging) {}

    /** What is done when changes come that were made under other columns. */
    interface Follower {
        /** Gives the way they are read, or says why they can't be applied now. */
        Reading follow(SchemaChangedException changed) throws SQLException;
    }

    private final String route;
    private final TableDeclaration table;
    private final Follower follower;
    private final int largestPart;
    private Reading reading;

    TableReader(String route, TableDeclaration table, Reading reading, Follower follower, int largestPart) {
        this.route = route;
        this.table = table;
        this.reading = reading;
        this.follower = follower;
        this.largestPart = largestPart;
    }

    /**
     * Reads the exchanges of a Kafka batch.
     *
     * @throws SQLException when the kept table has to be altered, and can't be at the moment
     * @throws io.hindsight.table.InvalidTableException when it can't be altered as its source's table was
     * @throws SchemaChangedException when it has been altered, and the route is made anew
     */
    public ApplyBatch read(List<Exchange> exchanges) throws SQLException {
        var messages = exchanges.stream()
                .filter(this::concernsThisRoute)
                .map(TableReader::message)
                .toList();
        for (var shapes = 0; shapes < MOST_SHAPES; shapes++) {
            try {
                return read(messages, reading);
            } catch (SchemaChangedException changed) {
                reading = follower.follow(changed);
            }
        }
        throw new IllegalStateException("a batch was made under more than " + MOST_SHAPES + " kinds of columns");
    }

    private ApplyBatch read(List<Message> messages, Reading reading) {
        var batch = reading.reader().read(messages);
        var rejected = new ArrayList<>(batch.rejected());
        var rows = new ArrayList<ApplyBatch.StagedRow>(batch.rows().size());
        for (var row : batch.rows()) {
            try {
                rows.add(new ApplyBatch.StagedRow(reading.staging().of(row), row));
            } catch (RefusedValueException refused) {
                rejected.add(new Rejected(row.message(), refused.getMessage()));
            }
        }
        return new ApplyBatch(table, reading.staging(), largestPart, rows, batch.truncates(), rejected);
    }

    /** What is sent back out of the dead letters is for the route that refused it: others have applied it. */
    private boolean concernsThisRoute(Exchange exchange) {
        var only = text(exchange, DeadLetter.REPLAY_ROUTE);
        return only == null || only.equals(route);
    }

    private static Message message(Exchange exchange) {
        var message = exchange.getMessage();
        return new Message(
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.KEY, byte[].class),
                message.getBody(byte[].class),
                number(exchange, Message.EPOCH, -1),
                number(exchange, DeadLetter.REPLAYS, 0),
                message.getHeader(ColumnsHeader.NAME, byte[].class));
    }

    /** A change of another producer has no such header; in one that isn't a number there may be anything. */
    private static int number(Exchange exchange, String header, int unreadable) {
        var text = text(exchange, header);
        return text == null ? 0 : text.matches("\\d{1,9}") ? Integer.parseInt(text) : unreadable;
    }

    private static String text(Exchange exchange, String header) {
        var value = exchange.getMessage().getHeader(header, byte[].class);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
