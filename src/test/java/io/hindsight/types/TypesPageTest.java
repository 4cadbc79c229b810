package io.hindsight.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.ColumnWords;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.TestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/types.md} says what becomes of each type; {@code mvn test -Dtest=TypesPageTest -Dtypes.write=true} writes it anew. */
class TypesPageTest {

    private static final Path PAGE = Path.of("docs/types.md");

    /** As a user declares it, and the words that a message's header has for it. */
    private record Declared(String said, String word, boolean unsigned, int precision, int scale) {

        ColumnType type() {
            var words = new ColumnWords("c", word, unsigned, precision, scale, true, 0);
            return ColumnsHeader.read(ColumnsHeader.write(List.of(words)))
                    .get(0)
                    .type()
                    .orElseThrow();
        }
    }

    private static final List<Declared> DECLARED = Stream.of(
                    Stream.of("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT")
                            .flatMap(name ->
                                    Stream.of(plain(name), new Declared(name + " UNSIGNED", word(name), true, 0, 0))),
                    Stream.of(decimal(10, 2), decimal(38, 10), decimal(65, 30), plain("FLOAT"), plain("DOUBLE")),
                    Stream.of(1, 2, 63, 64).map(bits -> sized("BIT", bits)),
                    Stream.of(plain("YEAR"), plain("DATE")),
                    Stream.of("TIME", "DATETIME", "TIMESTAMP").flatMap(name -> Stream.of(plain(name), sized(name, 6))),
                    Stream.of(sized("CHAR", 10), sized("VARCHAR", 255)),
                    Stream.of(unsaid("TINYTEXT", 255), unsaid("TEXT", 65_535)),
                    Stream.of(unsaid("MEDIUMTEXT", 16_777_215), unsaid("LONGTEXT", Integer.MAX_VALUE)),
                    Stream.of(
                            new Declared("ENUM('new', 'used')", "enum", false, 4, 0),
                            new Declared("SET('new', 'used')", "set", false, 8, 0)),
                    Stream.of(sized("BINARY", 16), sized("VARBINARY", 255)),
                    Stream.of(
                                    "TINYBLOB",
                                    "BLOB",
                                    "MEDIUMBLOB",
                                    "LONGBLOB",
                                    "JSON",
                                    "GEOMETRY",
                                    "POINT",
                                    "LINESTRING",
                                    "POLYGON",
                                    "MULTIPOINT",
                                    "MULTILINESTRING",
                                    "MULTIPOLYGON",
                                    "GEOMETRYCOLLECTION",
                                    "UUID",
                                    "INET4",
                                    "INET6")
                            .map(TypesPageTest::plain))
            .flatMap(declared -> declared)
            .toList();

    /** What is kept as the server's text is told by some of many. */
    private static final List<Declared> OF_POSTGRESQL = Stream.of(
                    Stream.of("smallint=int2", "integer=int4", "bigint=int8", "oid", "boolean=bool")
                            .map(TypesPageTest::postgreSql),
                    Stream.of(
                            new Declared("numeric(10, 2)", "postgresql:numeric", false, 10, 2),
                            new Declared("numeric(5, -2)", "postgresql:numeric", false, 5, -2),
                            new Declared("numeric(3, 5)", "postgresql:numeric", false, 3, 5),
                            new Declared("numeric", "postgresql:numeric", false, 0, 0)),
                    Stream.of("money", "real=float4", "double precision=float8", "date")
                            .map(TypesPageTest::postgreSql),
                    Stream.of("time", "timestamp", "timestamptz")
                            .flatMap(name -> Stream.of(
                                    new Declared(name, "postgresql:" + name, false, 6, 0),
                                    new Declared(name + "(3)", "postgresql:" + name, false, 3, 0))),
                    Stream.of(
                            new Declared("char(10)", "postgresql:bpchar", false, 10, 0),
                            new Declared("varchar(255)", "postgresql:varchar", false, 255, 0)),
                    Stream.of(
                                    "text",
                                    "bytea",
                                    "json",
                                    "jsonb",
                                    "uuid",
                                    "an enum=enum",
                                    "timetz",
                                    "interval",
                                    "bit",
                                    "an array=_int4",
                                    "a range or multirange=int4range",
                                    "a composite type=pair",
                                    "inet, cidr, macaddr=inet",
                                    "point, box, circle, …=point",
                                    "tsvector",
                                    "xml",
                                    "hstore",
                                    "an extension's=geometry")
                            .map(TypesPageTest::postgreSql))
            .flatMap(declared -> declared)
            .toList();

    private static final List<ColumnType> OF_NO_SOURCE_YET =
            List.of(new ColumnType.Array(new ColumnType.Whole(32, true)));

    @Test
    void thePageSaysWhatTheProgramDoes() throws IOException {
        var page = page();
        if (Boolean.getBoolean("types.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/types.md is out of date: mvn test -Dtest=TypesPageTest -Dtypes.write=true writes it anew")
                .isEqualTo(page);
    }

    @Test
    void thePageKnowsEveryType() {
        assertThat(Stream.concat(
                                Stream.of(DECLARED, OF_POSTGRESQL)
                                        .flatMap(declared -> declared.stream().map(Declared::type)),
                                OF_NO_SOURCE_YET.stream())
                        .map(ColumnType::kind)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(TypeKind.values());
    }

    private static String page() {
        return """
                # Types

                A source maps its types to those in the middle, a warehouse maps these to its own; a column of another type, as VECTOR of MySQL 9, must be left out (`exclude`), and the program says so.
                This page is written by a test, from what the program does: `mvn test -Dtest=TypesPageTest -Dtypes.write=true`.

                What becomes of a value, to the last digit and microsecond, is tried for each type with its extreme values, from the snapshot and from the binlog (`ClickHouseTypesIT`, `PostgreSqlTypesIT`; StarRocks: `StarRocksStandInTypesIT`, on the stand-in; Iceberg, read by ClickHouse: `IcebergTypesIT`).
                A value that a warehouse can't keep as it is goes to the dead letters: dates before 1900 or after 2299 in ClickHouse, a NUL character in PostgreSQL's text, more than 1,048,576 bytes in StarRocks, a `TIME` that is no time of day in Iceberg.
                Zero dates are NULL: all whose year, month or day is zero, from snapshot and binlog alike. Of a `GEOMETRY` the bytes are kept as MySQL stores them. What a PostgreSQL's values become: [postgresql-source.md](postgresql-source.md#types). Decimals of more than 38 digits are text in Iceberg. How a kept column follows the source's: [schema-changes.md](schema-changes.md).

                A dash says that the warehouse can't have such a column, or not in a key; `validate` says so with the cure.
                """
                + Arrays.stream(WarehouseKind.values())
                        .map(kind -> table(kind.dialect(new Layout(1, 1))))
                        .collect(Collectors.joining());
    }

    private static String table(Dialect dialect) {
        var name = dialect.getClass().getSimpleName().replace("PostgreSql", "PostgreSQL");
        return "\n## " + name + "\n\n| MySQL, MariaDB | in the middle | " + name + " | in a key |\n|---|---|---|---|\n"
                + DECLARED.stream()
                        .map(declared -> row(dialect, declared.said(), declared.type()))
                        .collect(Collectors.joining())
                + "\n| PostgreSQL | in the middle | " + name + " | in a key |\n|---|---|---|---|\n"
                + OF_POSTGRESQL.stream()
                        .map(declared -> row(dialect, declared.said(), declared.type()))
                        .collect(Collectors.joining())
                + OF_NO_SOURCE_YET.stream()
                        .map(type -> row(dialect, "none yet", type))
                        .collect(Collectors.joining());
    }

    private static String row(Dialect dialect, String said, ColumnType type) {
        return "| " + said + " | " + type + " | " + kept(dialect, new Column("c", "c", type, true, false, true)) + " | "
                + kept(dialect, new Column("c", "c", type, false, true, false)) + " |\n";
    }

    private static String kept(Dialect dialect, Column column) {
        var key = new Column("id", "id", new ColumnType.Whole(32, true), false, true, false);
        var table = new CapturedTable(
                TestTables.people("people", KeepMode.HISTORY).declaration(),
                Set.of(),
                column.key() ? List.of(column) : List.of(key, column));
        return dialect.misfits(table).isEmpty() ? "`" + dialect.type(column) + "`" : "–";
    }

    /** What a user calls it, and where that is another one, the server's own word. */
    private static Declared postgreSql(String names) {
        var parts = names.split("=");
        return new Declared(parts[0], "postgresql:" + parts[parts.length - 1], false, ColumnType.UNLIMITED, 0);
    }

    private static Declared plain(String name) {
        return new Declared(name, word(name), false, 0, 0);
    }

    private static Declared sized(String name, int size) {
        return new Declared(name + "(" + size + ")", word(name), false, size, 0);
    }

    /** One whose size is part of its name. */
    private static Declared unsaid(String name, int size) {
        return new Declared(name, word(name), false, size, 0);
    }

    private static Declared decimal(int precision, int scale) {
        return new Declared("DECIMAL(" + precision + ", " + scale + ")", "decimal", false, precision, scale);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
