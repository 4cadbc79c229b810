package io.hindsight.capture.message;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.RawEngine;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The columns that a change says it was made under are those of the source's schema, however a DDL statement spells them. */
class ChangeHeadersIT {

    private static final List<String> SPELLINGS = List.of(
            "TINYINT",
            "TINYINT(1)",
            "BOOL",
            "BOOLEAN",
            "INT1 UNSIGNED",
            "SMALLINT",
            "INT2",
            "MEDIUMINT",
            "INT3",
            "MIDDLEINT UNSIGNED",
            "INT",
            "INT(7) ZEROFILL",
            "INTEGER UNSIGNED",
            "INT4",
            "BIGINT",
            "INT8 UNSIGNED",
            "BIGINT SIGNED",
            "DECIMAL",
            "DECIMAL(7)",
            "DEC(7,2)",
            "NUMERIC(65,30)",
            "FIXED(3,3) UNSIGNED",
            "FLOAT",
            "FLOAT(24)",
            "FLOAT(25)",
            "FLOAT(7,3)",
            "FLOAT(30,4)",
            "FLOAT4",
            "FLOAT8",
            "DOUBLE",
            "DOUBLE(10,2)",
            "DOUBLE PRECISION",
            "REAL UNSIGNED",
            "BIT",
            "BIT(1)",
            "BIT(64)",
            "YEAR",
            "DATE",
            "TIME",
            "TIME(3)",
            "DATETIME",
            "DATETIME(6)",
            "DATETIME NOT NULL",
            "TIMESTAMP NULL",
            "TIMESTAMP(6) NULL",
            "CHAR",
            "CHAR(9)",
            "CHARACTER(9)",
            "NCHAR(9)",
            "NATIONAL CHAR(9)",
            "VARCHAR(9)",
            "CHARACTER VARYING(9)",
            "CHAR VARYING(9)",
            "NVARCHAR(9)",
            "NATIONAL VARCHAR(9)",
            "VARCHAR(9) CHARACTER SET latin1",
            "VARCHAR(9) BINARY",
            "TINYTEXT",
            "TEXT",
            "TEXT(70000)",
            "MEDIUMTEXT",
            "LONGTEXT",
            "LONG",
            "LONG VARCHAR",
            "LONG VARBINARY",
            "BINARY(4)",
            "VARBINARY(4)",
            "TINYBLOB",
            "BLOB",
            "MEDIUMBLOB",
            "LONGBLOB",
            "ENUM('a','b')",
            "SET('a','b')",
            "JSON",
            "POINT",
            "GEOMETRY",
            "INT NOT NULL DEFAULT 7");

    private final List<SourceRecord> records = new CopyOnWriteArrayList<>();

    @Test
    void everySpellingOfEveryType() throws Exception {
        var name = Unique.name("spelled");
        var mySql = TestServers.mySql();
        mySql.execute("CREATE DATABASE " + name, "CREATE TABLE " + name + ".t (id BIGINT PRIMARY KEY)");
        var alter = new StringBuilder("ALTER TABLE " + name + ".t ADD first INT FIRST");
        for (var spelled : SPELLINGS) {
            alter.append(", ADD `")
                    .append(spelled.replace("`", ""))
                    .append("` ")
                    .append(spelled);
        }
        try (var engine = new RawEngine(mySql, name, records::addAll)) {
            mySql.execute("INSERT INTO " + name + ".t VALUES (1)");
            await().until(() -> rows() == 1);
            mySql.execute("SET sql_mode = ''", alter.toString(), "INSERT INTO " + name + ".t (id) VALUES (2)");
            await().until(() -> rows() == 2);
        }

        var declaration = declaration(name);
        var now = SourceTables.once(
                        Settings.of(Map.of(
                                "hindsight.source.hostname", mySql.host(),
                                "hindsight.source.port", String.valueOf(mySql.port()),
                                "hindsight.source.username", mySql.username(),
                                "hindsight.source.password", mySql.password(),
                                "hindsight.warehouse.none.url", "jdbc:clickhouse://localhost:1/none",
                                "hindsight.table.t.source", name + ".t")),
                        declaration)
                .orElseThrow();
        var last = records.stream()
                .filter(change -> ChangeRuns.kind(change) == ChangeRuns.RunKind.ROWS)
                .reduce((before, after) -> after)
                .orElseThrow();
        var said = CapturedTable.of(
                declaration,
                ColumnsHeader.read(
                        ColumnsHeader.write(ChangeHeaders.columns(last, SourceDriver.of(SourceKind.MYSQL)))));
        assertThat(said.columns().stream().map(ChangeHeadersIT::meaning))
                .hasSize(SPELLINGS.size() + 2)
                .containsExactlyElementsOf(
                        now.columns().stream().map(ChangeHeadersIT::meaning).toList());
    }

    /** What readers and warehouses go by. */
    private static List<Object> meaning(Column column) {
        var type = column.type();
        // only the schema says these
        var plain =
                switch (type.kind()) {
                    case TEXT -> new ColumnType.Text(type.length());
                    case ENUM, SET -> new ColumnType.Labels(type.kind(), type.length());
                    default -> type;
                };
        return List.of(column.name(), plain, column.nullable() || type.isTemporal(), column.key());
    }

    private long rows() {
        return records.stream()
                .filter(change -> ChangeRuns.kind(change) == ChangeRuns.RunKind.ROWS)
                .count();
    }

    private static TableDeclaration declaration(String database) {
        return new TableDeclaration(
                "t",
                new TableName(database, "t"),
                KeepMode.HISTORY,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "t",
                List.of(),
                OnRefusal.DEAD_LETTER,
                OnSchemaChange.ADD,
                List.of(),
                Map.of(),
                HistoryFrom.SNAPSHOT,
                false);
    }
}
