package io.hindsight.route;

import io.hindsight.deadletter.Letter;
import io.hindsight.history.BatchReader;
import io.hindsight.history.Message;
import io.hindsight.history.Rejected;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.Staging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/** First step of an apply route: what a batch of Kafka messages means for its table and its warehouse. */
public final class TableReader {

    private final String route;
    private final TableDeclaration table;
    private final BatchReader reader;
    private final Staging staging;
    private final int largestPart;

    TableReader(String route, TableDeclaration table, BatchReader reader, Staging staging, int largestPart) {
        this.route = route;
        this.table = table;
        this.reader = reader;
        this.staging = staging;
        this.largestPart = largestPart;
    }

    /** Reads the exchanges of a Kafka batch. */
    public ApplyBatch read(List<Exchange> messages) {
        var batch = reader.read(messages.stream()
                .filter(this::concernsThisRoute)
                .map(TableReader::message)
                .toList());
        var rejected = new ArrayList<>(batch.rejected());
        var rows = new ArrayList<ApplyBatch.StagedRow>(batch.rows().size());
        for (var row : batch.rows()) {
            try {
                rows.add(new ApplyBatch.StagedRow(staging.of(row), row));
            } catch (RefusedValueException refused) {
                rejected.add(new Rejected(row.message(), refused.getMessage()));
            }
        }
        return new ApplyBatch(table, staging, largestPart, rows, batch.truncates(), rejected);
    }

    /** What is sent back out of the dead letters is for the route that refused it: others have applied it. */
    private boolean concernsThisRoute(Exchange exchange) {
        var only = text(exchange, Letter.REPLAY_ROUTE);
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
                number(exchange, Letter.EPOCH, -1),
                number(exchange, Letter.REPLAYS, 0));
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
