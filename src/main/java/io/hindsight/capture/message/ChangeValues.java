package io.hindsight.capture.message;

import io.hindsight.settings.MessageFormat;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import org.apache.kafka.connect.data.Schema;

/** Writes the values of changes in the form that the settings say, masked. For one thread at a time. */
@FunctionalInterface
public interface ChangeValues {

    /**
     * Gives a change's value.
     *
     * @throws io.hindsight.capture.held.TroubledTableException when the table's changes can't be written so
     * @throws io.hindsight.capture.CaptureException when they can't be for now
     */
    byte[] of(String topic, TableName table, Schema envelope, Object value);

    /** Makes what writes in the settings' form. */
    static ChangeValues of(Settings settings) {
        return of(settings, new EnvelopeJson(settings.kafka().maxMessageBytes()), new Masks(settings));
    }

    /** The same, with what JSON and masks are written by already. */
    static ChangeValues of(Settings settings, EnvelopeJson json, Masks masks) {
        return settings.kafka().format() == MessageFormat.AVRO
                ? new EnvelopeAvro(settings, masks)
                : (topic, table, envelope, value) -> json.ofEvent(envelope, value, masks, table);
    }
}
