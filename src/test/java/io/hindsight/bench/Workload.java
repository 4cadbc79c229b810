package io.hindsight.bench;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two tables of ten columns and a flood of changes: 60 % inserts, 30 % updates, 10 % deletes. */
final class Workload {

    static final List<String> TABLES = List.of("orders", "items");
    private static final int PER_TRANSACTION = 1_000;
    private static final String COLUMNS =
            "id BIGINT PRIMARY KEY, customer INT, status VARCHAR(20), note VARCHAR(200), price DECIMAL(12,2), qty INT,"
                    + " weight DOUBLE, paid BOOLEAN, created_at DATETIME(6), changed_at TIMESTAMP(6)";

    private final Origin origin;
    private int next = 1;

    /** Creates the tables in a database of that name. */
    Workload(JdbcServer mySql, String database) {
        this(new Origin(SourceKind.MYSQL, database));
    }

    /** Creates the tables there. */
    Workload(Origin origin) {
        this.origin = origin;
        origin.create(TABLES.stream().collect(Collectors.toMap(table -> table, table -> COLUMNS)));
    }

    /** Writes one row in each table. */
    void first() {
        for (var table : TABLES) {
            Rows.execute(origin.server(), origin.database(), "INSERT INTO " + table + " (id) VALUES (0)");
        }
    }

    /** Writes so many row changes, a thousand in a transaction, the tables in turn. */
    void fill(int changes) throws SQLException {
        try (var connection = origin.server().connect(origin.database());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var done = 0; done < changes; done += PER_TRANSACTION) {
                var table = TABLES.get(done / PER_TRANSACTION % TABLES.size());
                var first = next;
                next += PER_TRANSACTION * 6 / 10;
                statement.execute("INSERT INTO " + table + " VALUES "
                        + IntStream.range(first, next).mapToObj(Workload::row).collect(Collectors.joining(",")));
                statement.execute("UPDATE " + table + " SET status = 'paid', price = price + 0.01, paid = TRUE"
                        + " WHERE id >= " + first + " AND id < " + (first + PER_TRANSACTION * 3 / 10));
                statement.execute(
                        "DELETE FROM " + table + " WHERE id >= " + (next - PER_TRANSACTION / 10) + " AND id < " + next);
                connection.commit();
            }
        }
    }

    private static String row(int id) {
        return "(" + id + "," + id % 1000 + ",'new','a note of some length on the order number " + id + "'," + id
                + ".99," + id % 7 + ",1.5,FALSE,'2024-02-29 12:34:56.789012','2024-02-29 12:34:56.789012')";
    }
}
