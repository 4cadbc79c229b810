package io.hindsight.source.postgresql.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.table.ColumnType;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import io.hindsight.testing.SourceDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a PostgreSQL says of its tables. */
class PostgresCatalogIT {

    private static SourceDatabase database;

    @BeforeAll
    static void make() {
        database = SourceDatabase.create("shop");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void columnsComeWithTypesSizesAndPlacesInTheKey() throws SQLException {
        database.execute(
                "CREATE DOMAIN price AS numeric(12, 2) NOT NULL",
                "CREATE DOMAIN net AS price",
                "CREATE TABLE lines (line int, \"order\" bigint, amount net, note varchar(30), gone text,"
                        + " at timestamptz(3), doubled int GENERATED ALWAYS AS (line * 2) STORED,"
                        + " PRIMARY KEY (\"order\", line))",
                "ALTER TABLE lines DROP COLUMN gone");

        assertThat(columns("public.lines"))
                .containsExactly(
                        "line integer INT 2 false",
                        "order bigint BIGINT 1 false",
                        "amount numeric(12,2) DECIMAL(12, 2) 0 false",
                        "note character varying(30) TEXT 0 true",
                        "at timestamp(3) with time zone TIMESTAMP(3) 0 true");
    }

    @Test
    void tablesOfOneNameAreToldApartByTheirSchemas() throws SQLException {
        database.execute(
                "CREATE SCHEMA \"Other schema\"",
                "CREATE TABLE \"Other schema\".\"Ünïcode \"\"näme\" (\"ID\" uuid PRIMARY KEY)",
                "CREATE TABLE \"Ünïcode \"\"näme\" (id int PRIMARY KEY)",
                "CREATE VIEW seen AS SELECT 1 AS id");

        assertThat(columns("Other schema.Ünïcode \"näme")).containsExactly("ID uuid UUID 1 false");
        assertThat(columns("public.Ünïcode \"näme")).containsExactly("id integer INT 1 false");
        assertThat(columns("Public.Ünïcode \"näme")).isEmpty();
        assertThat(columns("public.seen")).isEmpty();
    }

    @Test
    void rowsOfATreeOfPartitionsAreGuessedTogether() throws SQLException {
        database.execute(
                "CREATE TABLE events (id int, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (1000)",
                "INSERT INTO events SELECT generate_series(0, 299)",
                "ANALYZE events",
                "CREATE TABLE never_analysed (id int)");
        try (var source = open()) {
            var estimates = source.rowEstimates(List.of(name("public.events"), name("public.never_analysed")));
            assertThat(estimates).isEqualTo(Map.of("public.events", 300L));
        }
    }

    private static List<String> columns(String table) throws SQLException {
        try (var source = open()) {
            assertThat(source.has(name(table)))
                    .isEqualTo(!source.columns(name(table)).isEmpty());
            return source.columns(name(table)).stream()
                    .map(PostgresCatalogIT::text)
                    .toList();
        }
    }

    private static String text(SourceColumn column) {
        return column.name() + " " + column.said() + " "
                + column.type().map(ColumnType::toString).orElse("-") + " " + column.keyPosition() + " "
                + column.nullable();
    }

    private static Source open() throws SQLException {
        return Source.open(settings().source());
    }

    private static TableName name(String table) {
        return settings().source().tableName(table);
    }

    private static Settings settings() {
        var settings = new TreeMap<>(database.settings());
        settings.put("hindsight.kafka.brokers", "127.0.0.1:9092");
        settings.put("hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw");
        settings.put("hindsight.table.lines.source", "public.lines");
        return Settings.of(settings);
    }
}
