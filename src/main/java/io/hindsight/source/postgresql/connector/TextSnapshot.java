package io.hindsight.source.postgresql.connector;

import io.debezium.snapshot.spi.SnapshotQuery;
import io.hindsight.source.postgresql.PostgresNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a table's rows with each value as the text that the stream would have; found as a service, by its name. What the
 * driver makes of a date, an interval or money isn't always what it was.
 */
public final class TextSnapshot implements SnapshotQuery {

    @Override
    public String name() {
        return "text";
    }

    @Override
    public void configure(Map<String, ?> properties) {
        // there is nothing to set
    }

    @Override
    public Optional<String> snapshotQuery(String tableId, List<String> columns) {
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(columns.stream()
                        .map(column -> PostgresNames.text(column) + " AS " + column)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM " + tableId)));
    }
}
