package io.hindsight.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.SeqPart;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.table.ColumnWords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Opens sources of one kind and reads what Debezium says of their logs; found as a service, as JDBC's drivers are. */
public interface SourceDriver {

    /** Finds the one for {@code hindsight.source.kind}. */
    static SourceDriver of(SourceKind kind) {
        return ServiceLoader.load(SourceDriver.class, SourceDriver.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(driver -> driver.accepts(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no driver for sources of kind " + kind));
    }

    /** Says whether its sources are of that kind. */
    boolean accepts(SourceKind kind);

    /**
     * Connects to a server.
     *
     * @param answer how long each of its answers may take
     * @throws SQLException when it can't be reached, or doesn't let the user in
     */
    Source open(SourceSettings settings, Duration answer) throws SQLException;

    /** Reads a place in the source's log out of what Debezium stores as its offset; empty where that names none. */
    Optional<SourceOffset> offset(JsonNode stored);

    /** Reads the place of a change, or of the event that it is in, out of its source block. */
    SourceOffset place(Struct source);

    /**
     * Reads what Debezium says of a column in the parameters of its field, by {@code column.propagate.source.type}.
     *
     * @param keyPosition its place in the key, from 1; 0 when it isn't part of it
     */
    ColumnWords column(Field field, int keyPosition);

    /** Lists the numbers that its sources' changes are ordered by, the weightiest first. */
    List<SeqPart> order();

    /** Looks for what keeps capture from working on the source, and changes nothing there. */
    List<Finding> check(Settings settings);
}
