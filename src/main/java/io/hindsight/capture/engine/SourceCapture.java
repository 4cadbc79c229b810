package io.hindsight.capture.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.message.Deduplication;
import io.hindsight.settings.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** Says what the engine of one kind of source is told, and looks whether it brings every change, in its order. */
public interface SourceCapture {

    /** Looks after one engine, from before its start to its end. */
    interface EngineGuard extends AutoCloseable {

        /** Finds what the engine tells although Kafka has it. */
        Deduplication deduplication();

        /**
         * Takes the next batch, before it is sent.
         *
         * @throws io.hindsight.capture.CaptureException when it isn't to be gone on with, saying why and the cure
         */
        void check(List<SourceRecord> batch);

        /** Gives what the next guard is to know, which is stored with the offset of what has been taken so far. */
        default Map<String, Object> known() {
            return Map.of();
        }

        @Override
        void close();
    }

    /** Gets ready for the engines of a pipeline, which run while the lease is held. */
    void prepare(Settings settings, Lease lease);

    /** Gives what Debezium's connector is told of the server beside the route's options, where a URI would show it. */
    Map<String, String> properties(Settings settings);

    /**
     * Looks, before an engine starts, whether the stored offset leads to the changes that follow it.
     *
     * @throws io.hindsight.capture.CaptureException saying what happened and how to go on
     */
    EngineGuard guard(Settings settings) throws SQLException;

    /**
     * Gives what an engine that reads a span of the log again is told otherwise than the one that captures.
     *
     * @param from the offset that it begins at
     */
    Map<String, String> rereading(Settings settings, ObjectNode from);

    /** Gives what the source's own words for the end of an engine come to; empty where they say it themselves. */
    Optional<String> explanation(Settings settings, Throwable failure);

    /** Gives why nothing will come by the engine's connection any more; empty if it is well, or if there is none yet. */
    Optional<String> trouble(Settings settings);
}
