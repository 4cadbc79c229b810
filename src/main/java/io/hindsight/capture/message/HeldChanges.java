package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.held.TroubledTableException;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Knows of which of the engine's changes the tables are held. */
public final class HeldChanges {

    /** Where nobody looks after that: no table is held, and what can't be sent is a failure. */
    private static final HeldChanges NONE = new HeldChanges(null, null, null);

    private final HeldTables held;
    private final SourceSettings source;
    private final SourceDriver driver;

    public HeldChanges(HeldTables held, SourceSettings source) {
        this(held, source, SourceDriver.of(source.kind()));
    }

    private HeldChanges(HeldTables held, SourceSettings source, SourceDriver driver) {
        this.held = held;
        this.source = source;
        this.driver = driver;
    }

    static HeldChanges of(Exchange exchange) {
        return exchange.getProperty(HeldChanges.class.getName(), NONE, HeldChanges.class);
    }

    /**
     * Gives what is sent of a batch. Rows are read anew by a word in the signal table, which is said after Kafka has it
     * that the table isn't held any more: so that is looked at before they come.
     */
    public List<SourceRecord> others(List<SourceRecord> batch) {
        if (!held.isAny()) {
            return batch;
        }
        if (source.signalTable().isPresent() && batch.stream().anyMatch(this::isSignal)) {
            held.readOn();
        }
        return batch.stream().filter(change -> !isHeld(change)).toList();
    }

    private boolean isSignal(SourceRecord change) {
        return isChange(change)
                && SourceBlock.table((Struct) change.value())
                        .equals(source.signalTable().get());
    }

    /** Gives a change's messages; none where its table is held, from this change on if it is the one that can't be sent. */
    List<Message> unlessHeld(SourceRecord change, Supplier<List<Message>> messages) {
        if (isHeld(change)) {
            return List.of();
        }
        try {
            return messages.get();
        } catch (TroubledTableException trouble) {
            if (held == null) {
                throw trouble;
            }
            held.hold(SourceBlock.table((Struct) change.value()), place(change), trouble.getMessage(), trouble.cure());
            return List.of();
        }
    }

    private boolean isHeld(SourceRecord change) {
        return held != null
                && held.isAny()
                && isChange(change)
                && held.isHeld(SourceBlock.table((Struct) change.value()), place(change));
    }

    private static boolean isChange(SourceRecord change) {
        return change.value() instanceof Struct && Envelope.isEnvelopeSchema(change.valueSchema());
    }

    private SourceOffset place(SourceRecord change) {
        return driver.place(((Struct) change.value()).getStruct(Envelope.FieldName.SOURCE));
    }
}
