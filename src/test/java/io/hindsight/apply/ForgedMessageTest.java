package io.hindsight.apply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.hindsight.history.Batch;
import io.hindsight.history.BatchReader;
import io.hindsight.history.BatchStatistics;
import io.hindsight.history.Message;
import io.hindsight.history.Row;
import io.hindsight.history.SchemaChangedException;
import io.hindsight.observe.ApplyMeters;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.CapturedTables;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.RefusedValueException;
import io.hindsight.warehouse.TestTables;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever a message says, it is a change that every warehouse can be given and every meter counts, or it is refused; soon,
 * and never by an exception that would have the batch tried for ever.
 */
class ForgedMessageTest {

    private static final String DIGITS = "digits";
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final List<Dialect> ENGINES = Stream.of(WarehouseKind.values())
            .map(kind -> kind.dialect(new Layout(8, 1)))
            .toList();

    private static final CapturedTable TABLE = everyKind();

    private static final BatchReader READER = new BatchReader(TABLE, Set.of());

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e3",
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "1e20000",
            "1e67225600000000",
            "99999999999999999999999999999999999999999",
            "-99999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"1e999999999\"",
            "\"1e-999999999\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"AAAA\"",
            "\"{\\\"a\\\":1e999999999}\"",
            "\"binlog.99999999999999999999\"",
            "\"binlog.-1\"",
            "[]",
            "[1,\"x\",null]",
            "{}",
            "{\"wkb\":\"AQ==\",\"srid\":1e999999999}",
            "[".repeat(900) + "]".repeat(900),
            "[".repeat(3_000) + "]".repeat(3_000));

    @Property(tries = 2_000)
    void aChangeWithOddPartsIsReadOrRefused(@ForAll("changes") String change, @ForAll("headers") byte[] columns) {
        take(change.getBytes(UTF_8), columns);
    }

    @Property(tries = 2_000)
    void aChangeWithOddBytesIsReadOrRefused(
            @ForAll("changes") String change, @ForAll int place, @ForAll byte odd, @ForAll boolean cut) {
        var bytes = change.getBytes(UTF_8);
        var where = Math.floorMod(place, bytes.length);
        bytes[where] = odd;
        take(cut ? Arrays.copyOf(bytes, where) : bytes, null);
    }

    @Example
    void aTimeThatNoSourceCommitsAtIsRefused() {
        for (var time : List.of("-99999999999999999", "9223372036854775807", "-1", "1e999999999", "1.5")) {
            assertThat(read(whole().replace("\"ts_us\":1767225600000000", "\"ts_us\":" + time))
                            .rejected())
                    .as(time)
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.reason()).containsAnyOf("commit time", DIGITS));
        }
    }

    @Example
    void aPlaceThatIsNoneIsNotTakenForAnother() {
        for (var part : List.of("\"pos\":1003", "\"row\":0")) {
            for (var odd : List.of("1e999999999", "1.5", "-1", "\"7\"", "null")) {
                var forged = whole().replace(part, part.replaceFirst(":.*", ":" + odd));
                assertThat(read(forged).rejected())
                        .as(part + " " + odd)
                        .singleElement()
                        .satisfies(refused -> assertThat(refused.reason()).containsAnyOf("place in a log", DIGITS));
            }
        }
    }

    @Example
    void aNumberIsNotTakenForAnother() {
        for (var column : TABLE.columns()) {
            if (Set.of(TypeKind.DATE, TypeKind.TIME, TypeKind.DATETIME, TypeKind.YEAR, TypeKind.WHOLE, TypeKind.FLOAT)
                    .contains(column.type().kind())) {
                for (var odd : List.of("1e999999999", "1e1999")) {
                    var forged = change(value -> value.equals(column.name()) ? odd : good(value));
                    assertThat(read(forged).rejected())
                            .as(column.name())
                            .singleElement()
                            .satisfies(refused ->
                                    assertThat(refused.reason()).containsAnyOf("column " + column.name(), DIGITS));
                }
            }
        }
    }

    @Example
    void aWholeChangeIsRead() {
        var batch = read(whole());
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.rows()).hasSize(1);
    }

    private static Batch read(String change) {
        return assertTimeoutPreemptively(SOON, () -> READER.read(List.of(message(change.getBytes(UTF_8), null))));
    }

    private static void take(byte[] change, byte[] columns) {
        assertTimeoutPreemptively(SOON, () -> {
            try {
                var batch = READER.read(List.of(message(change, columns)));
                var statistics = new BatchStatistics();
                for (var row : batch.rows()) {
                    statistics.add(row.op(), row.committed(), row.seq());
                    for (var engine : ENGINES) {
                        stage(engine, row);
                    }
                }
                batch.truncates().forEach(truncate -> statistics.add('t', truncate.at(), truncate.seq()));
                new ApplyMeters(new SimpleMeterRegistry(), Tags.empty(), List.of())
                        .applied(statistics, Duration.ofSeconds(1));
            } catch (SchemaChangedException | InvalidTableException otherColumns) {
                // it says that it was made under other columns, and what they are is looked up
            }
        });
    }

    private static void stage(Dialect engine, Row row) {
        try {
            var staging = engine.staging(TABLE);
            staging.parameters(List.of(staging.of(row)));
        } catch (RefusedValueException refused) {
            assertThat(refused).hasMessageContaining("column ");
        }
    }

    private static Message message(byte[] value, byte[] columns) {
        return new Message("shop.people", 0, 1, null, value, 0, 0, columns);
    }

    /** The part's name says which; half of all changes have an odd part or two. */
    @Provide
    Arbitrary<String> changes() {
        return Arbitraries.randomValue(
                random -> change(part -> random.nextInt(12) == 0 ? ODD.get(random.nextInt(ODD.size())) : good(part)));
    }

    @Provide
    Arbitrary<byte[]> headers() {
        var column = Arbitraries.of(ODD).list().ofMaxSize(8).map(words -> "[" + String.join(",", words) + "]");
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just("")),
                        Tuple.of(1, column.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]")),
                        Tuple.of(1, Arbitraries.of(ODD)))
                .map(text -> text.isEmpty() ? null : text.getBytes(UTF_8));
    }

    private static String whole() {
        return change(ForgedMessageTest::good);
    }

    private static String change(UnaryOperator<String> value) {
        var row = TABLE.columns().stream()
                .map(column -> "\"" + column.name() + "\":" + value.apply(column.name()))
                .collect(Collectors.joining(",", "{", "}"));
        var source = Stream.of("db", "table", "ts_us", "file", "pos", "row")
                .map(part -> "\"" + part + "\":" + value.apply(part))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"op\":" + value.apply("op") + ",\"source\":" + source + ",\"before\":" + value.apply("before")
                + ",\"after\":" + row + "}";
    }

    private static String good(String part) {
        return switch (part) {
            case "op" -> "\"c\"";
            case "db" -> "\"shop\"";
            case "table" -> "\"people\"";
            case "ts_us" -> "1767225600000000";
            case "file" -> "\"binlog.000001\"";
            case "pos" -> "1003";
            case "row" -> "0";
            case "before" -> "null";
            case "id" -> "7";
            default -> switch (TypeKind.valueOf(part)) {
                case WHOLE, DECIMAL, FLOAT, YEAR, DATE, TIME, DATETIME -> "1";
                case BIT, BINARY -> "\"AQ==\"";
                case TIMESTAMP -> "\"2026-01-01T00:00:00Z\"";
                case TEXT, ENUM, SET -> "\"x\"";
                case UUID -> "\"6f1b2c8e-0d1f-4c55-9d0e-2f1f6a1c7e11\"";
                case JSON -> "\"{\\\"a\\\":1.5}\"";
                case GEOMETRY -> "{\"wkb\":\"AQ==\",\"srid\":null}";
                case ARRAY -> "[1,2]";
            };
        };
    }

    private static CapturedTable everyKind() {
        var people = TestTables.people("people", KeepMode.HISTORY);
        var columns = new ArrayList<>(people.keys());
        for (var kind : TypeKind.values()) {
            columns.add(new Column(kind.name(), kind.name(), CapturedTables.type(kind, true, 7, 2), true, false, true));
        }
        return new CapturedTable(
                people.declaration(), columns.stream().map(Column::name).collect(Collectors.toSet()), columns);
    }

    @Example
    void metersTakeAnyTime() {
        var statistics = new BatchStatistics();
        statistics.add('c', Instant.MIN, "0".repeat(32));
        statistics.add('c', Instant.MAX, "0".repeat(32));
        new ApplyMeters(new SimpleMeterRegistry(), Tags.empty(), List.of()).applied(statistics, Duration.ofSeconds(1));
    }
}
