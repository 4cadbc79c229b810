package io.hindsight.source.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.settings.SourceSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import io.hindsight.table.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks capture, by Debezium's signal table, to read rows again while changes flow. */
final class SignalTable {

    private static final int KEYS_IN_A_SIGNAL = 200;

    private final Connection connection;
    private final TableName signals;

    /** @throws io.hindsight.settings.InvalidSettingsException when no signal table is set, with what to do */
    SignalTable(Connection connection, SourceSettings settings) {
        this.connection = connection;
        this.signals = settings.signals();
    }

    /** All rows of the tables. */
    void read(List<CapturedTable> tables) throws SQLException {
        send(Map.of(
                "type",
                "INCREMENTAL",
                "data-collections",
                tables.stream().map(SignalTable::pattern).distinct().toList()));
    }

    /** The rows of these keys, as far as they are there. */
    void read(CapturedTable table, List<Key> keys) throws SQLException {
        for (var from = 0; from < keys.size(); from += KEYS_IN_A_SIGNAL) {
            var part = keys.subList(from, Math.min(keys.size(), from + KEYS_IN_A_SIGNAL));
            send(Map.of(
                    "type",
                    "INCREMENTAL",
                    "data-collections",
                    List.of(pattern(table)),
                    "additional-conditions",
                    List.of(Map.of("data-collection", pattern(table), "filter", filter(table.keys(), part)))));
        }
    }

    private static String pattern(CapturedTable table) {
        return Pattern.compile("[^A-Za-z0-9_]")
                .matcher(table.source().toString())
                .replaceAll(sign -> "\\\\\\" + sign.group());
    }

    /** The engine puts it into its own statement: texts are written as bytes, so that nothing in them is SQL. */
    static String filter(List<Column> columns, List<Key> keys) {
        var text = new MySqlText();
        return keys.stream()
                .map(key -> {
                    var terms = new StringBuilder();
                    for (var index = 0; index < columns.size(); index++) {
                        var column = columns.get(index);
                        terms.append(index == 0 ? "(" : " AND ")
                                .append(text.name(column))
                                .append(" = ")
                                .append(text.value(column, literal(key.texts().get(index))));
                    }
                    return terms.append(")").toString();
                })
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String literal(String text) {
        return "_utf8mb4 X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    private void send(Map<String, ?> data) throws SQLException {
        var sql = "INSERT INTO " + MySqlNames.quoted(signals) + " VALUES (?, ?, ?)";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, "execute-snapshot");
            insert.setString(3, new ObjectMapper().writeValueAsString(data));
            insert.executeUpdate();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
