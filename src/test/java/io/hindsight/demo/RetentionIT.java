package io.hindsight.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The question of cohorts gives the same in each engine; {@code ./hindsight clients retention} asks DuckDB. */
class RetentionIT {

    private static final Path CASES = Path.of("src", "test", "resources", "retention");

    private final String database = Unique.name("retention");

    @Test
    void inClickHouse() throws IOException {
        answers(TestServers.clickHouse(), "clickhouse", "Int32", "DateTime64(6, 'UTC')", "String", " ENGINE = Memory");
    }

    @Test
    void inPostgreSql() throws IOException {
        answers(TestServers.postgres(), "postgresql", "INT", "TIMESTAMPTZ", "TEXT", "");
    }

    private void answers(JdbcServer server, String engine, String number, String moment, String text, String storage)
            throws IOException {
        server.execute("CREATE DATABASE " + database);
        Rows.execute(
                server,
                database,
                "CREATE TABLE customers (id " + number + ", signed_up " + moment + ", op_type " + text + ")" + storage,
                "CREATE TABLE orders (id " + number + ", customer_id " + number + ", ordered_at " + moment
                        + ", op_type " + text + ")" + storage);
        Rows.execute(server, database, statements(CASES.resolve("rows.sql")));
        var asked = Files.readString(Path.of("scenarios", "lake", "retention", engine + ".sql"));
        assertThat(Rows.of(server, database, asked).stream()
                        .map(RetentionIT::comparable)
                        .toList())
                .isEqualTo(Files.readAllLines(CASES.resolve("expected.txt")));
    }

    private static String[] statements(Path file) throws IOException {
        return Stream.of(Files.readString(file).split(";\n")).map(String::strip).toArray(String[]::new);
    }

    /** Engines print a rate's zeros or don't. */
    private static String comparable(String row) {
        var end = row.lastIndexOf('|') + 1;
        return row.substring(0, end)
                + new BigDecimal(row.substring(end)).stripTrailingZeros().toPlainString();
    }
}
