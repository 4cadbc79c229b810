package io.hindsight.source.postgresql.value;

import io.hindsight.source.postgresql.PostgresNames;
import io.hindsight.source.postgresql.PostgresWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Reads rows of a table by a query, as a snapshot of Debezium's would have them with {@link PostgresValues}. */
public final class TextRows {

    private final Map<String, ValueText> columns = new LinkedHashMap<>();
    private final Schema schema;

    /** @param words of the table's columns, in its order */
    public TextRows(Map<String, PostgresWords> words) {
        var row = SchemaBuilder.struct().optional();
        words.forEach((column, said) -> {
            var text = ValueText.of(said);
            var made = text.schema();
            said.write(made);
            row.field(column, made.build());
            columns.put(column, text);
        });
        schema = row.build();
    }

    /** Gives the schema of a row. */
    public Schema schema() {
        return schema;
    }

    /** Gives SQL for what is selected. */
    public String selected() {
        return columns.keySet().stream()
                .map(PostgresNames::quoted)
                .map(PostgresNames::text)
                .collect(Collectors.joining(", "));
    }

    /** Reads what was selected. */
    public Struct read(ResultSet row) throws SQLException {
        var values = new Struct(schema);
        var index = 0;
        for (var column : columns.entrySet()) {
            var text = row.getString(++index);
            values.put(column.getKey(), text == null ? null : column.getValue().value(text));
        }
        return values;
    }
}
