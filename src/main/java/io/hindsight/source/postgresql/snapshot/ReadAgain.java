package io.hindsight.source.postgresql.snapshot;

import io.hindsight.capture.message.ReadMessages;
import io.hindsight.kafka.Sender;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceOffset;
import io.hindsight.source.postgresql.PostgresNames;
import io.hindsight.source.postgresql.PostgresWords;
import io.hindsight.source.postgresql.value.TextRows;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;

/**
 * Reads rows beside the engine, a few at a time, and sends them as a snapshot's: each at a place of its own in the log that
 * was read before it. So a change that the row has already and that comes later finds it as it leaves it.
 */
public final class ReadAgain implements AutoCloseable {

    private static final int ROWS = 1_000;

    /** Gives a place at which nothing else is. */
    public interface LogsEnd {
        SourceOffset now() throws SQLException;
    }

    private final ReadMessages messages;
    private final Sender sender;
    private final Connection connection;
    private final LogsEnd place;

    public ReadAgain(Settings settings, Connection connection, LogsEnd place) {
        this.messages = new ReadMessages(settings);
        this.sender = new Sender(settings, "read-again");
        this.connection = connection;
        this.place = place;
    }

    /** Reads all rows; returns when Kafka has them. */
    public void read(CapturedTable table, Map<String, PostgresWords> words) throws SQLException {
        var rows = new TextRows(words);
        var names = names(table);
        var all = "SELECT " + rows.selected() + ", " + texts(table) + " FROM " + PostgresNames.quoted(table.source());
        var rest = " ORDER BY " + names + " LIMIT " + ROWS;
        var last = send(table, rows, all + rest, List.of());
        while (!last.isEmpty()) {
            last = send(table, rows, all + " WHERE (" + names + ") > (" + questions(last.size()) + ")" + rest, last);
        }
        sender.awaitAll();
    }

    /** Reads the rows of these keys, as far as they are there; returns when Kafka has them. */
    public void read(CapturedTable table, Map<String, PostgresWords> words, List<Key> keys) throws SQLException {
        var rows = new TextRows(words);
        var select = "SELECT " + rows.selected() + ", " + texts(table) + " FROM " + PostgresNames.quoted(table.source())
                + " WHERE (" + names(table) + ") IN (";
        for (var from = 0; from < keys.size(); from += ROWS) {
            var some = keys.subList(from, Math.min(keys.size(), from + ROWS));
            var each = "(" + questions(table.keys().size()) + ")";
            send(
                    table,
                    rows,
                    select + String.join(", ", Collections.nCopies(some.size(), each)) + ")",
                    some.stream().flatMap(key -> key.texts().stream()).toList());
        }
        sender.awaitAll();
    }

    /** Gives the key of the last row; empty when there are no more. */
    private List<String> send(CapturedTable table, TextRows rows, String sql, List<String> parameters)
            throws SQLException {
        var now = place.now();
        var read = new ArrayList<Struct>();
        var last = List.<String>of();
        try (var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < parameters.size(); index++) {
                statement.setString(index + 1, parameters.get(index));
            }
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    read.add(rows.read(found));
                    last = new ArrayList<>();
                    for (var index = 1; index <= table.keys().size(); index++) {
                        last.add(found.getString(rows.schema().fields().size() + index));
                    }
                }
            }
        }
        for (var row : read) {
            messages.of(table, row, now).forEach(sender::send);
        }
        return last;
    }

    private static String names(CapturedTable table) {
        return table.keys().stream()
                .map(Column::name)
                .map(PostgresNames::quoted)
                .collect(Collectors.joining(", "));
    }

    private static String texts(CapturedTable table) {
        return table.keys().stream()
                .map(Column::name)
                .map(PostgresNames::quoted)
                .map(PostgresNames::text)
                .collect(Collectors.joining(", "));
    }

    private static String questions(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    @Override
    public void close() {
        sender.close();
    }
}
