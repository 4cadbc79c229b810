package io.hindsight.route;

import io.hindsight.history.BatchReader;
import io.hindsight.history.Message;
import io.hindsight.history.Rejected;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.Staging;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/** First step of an apply route: what a batch of Kafka messages means for its table and its warehouse. */
public final class TableReader {

    private final BatchReader reader;
    private final Staging staging;
    private final int largestPart;

    TableReader(BatchReader reader, Staging staging, int largestPart) {
        this.reader = reader;
        this.staging = staging;
        this.largestPart = largestPart;
    }

    /** Reads the exchanges of a Kafka batch. */
    public ApplyBatch read(List<Exchange> messages) {
        var batch = reader.read(messages.stream().map(TableReader::message).toList());
        var rejected = new ArrayList<>(batch.rejected());
        var rows = new ArrayList<ApplyBatch.StagedRow>(batch.rows().size());
        for (var row : batch.rows()) {
            try {
                rows.add(new ApplyBatch.StagedRow(staging.of(row), row));
            } catch (RefusedValueException refused) {
                rejected.add(new Rejected(row.message(), refused.getMessage()));
            }
        }
        return new ApplyBatch(staging, largestPart, rows, batch.truncates(), rejected);
    }

    private static Message message(Exchange exchange) {
        var message = exchange.getMessage();
        return new Message(
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.KEY, byte[].class),
                message.getBody(byte[].class),
                epoch(message.getHeader(EPOCH, byte[].class)));
    }

    /** The header that capture says the source's epoch in, as decimal text; a change of another producer has none. */
    public static final String EPOCH = "hindsight.epoch";

    private static int epoch(byte[] header) {
        return header == null ? 0 : Integer.parseInt(new String(header, java.nio.charset.StandardCharsets.US_ASCII));
    }
}
