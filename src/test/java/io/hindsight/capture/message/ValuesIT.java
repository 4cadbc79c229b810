package io.hindsight.capture.message;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.RawEngine;
import io.hindsight.capture.TopicReader;
import io.hindsight.registry.SentValues;
import io.hindsight.settings.Settings;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every type's values as they stand in Kafka, read by the snapshot (id 1 to 3) and from the binlog (id 11 to 13). */
class ValuesIT {

    private static final List<SourceRecord> RECORDS = new CopyOnWriteArrayList<>();
    private static final EnvelopeJson JSON = new EnvelopeJson(Integer.MAX_VALUE);

    private static final String COLUMNS =
            """
            tiny TINYINT, tiny_u TINYINT UNSIGNED, flag BOOLEAN, small_u SMALLINT UNSIGNED, medium MEDIUMINT,
            int_u INT UNSIGNED, big BIGINT, big_u BIGINT UNSIGNED, price DECIMAL(38,10), price_u DECIMAL(10,2) UNSIGNED,
            f FLOAT, d DOUBLE, bit1 BIT(1), bit20 BIT(20), y YEAR,
            day DATE, t TIME, t6 TIME(6), dt DATETIME, dt3 DATETIME(3), dt6 DATETIME(6), ts TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL,
            c CHAR(5), v VARCHAR(50) DEFAULT 'none', txt LONGTEXT, bin BINARY(4), blb BLOB,
            e ENUM('a','b,c','ü'), s SET('x','y','z'), j JSON, pt POINT, e2 ENUM('plain')""";

    private static final String USUAL =
            """
            -128, 255, TRUE, 65535, -8388608,
            4294967295, -9223372036854775808, 18446744073709551615, 1234567890123456789012345678.0123456789, 0.10,
            1.5, 2.2250738585072014e-308, b'1', b'10000000000000000001', 2155,
            '2024-02-29', '-838:59:59', '838:59:58.999999', '2024-03-31 02:30:00', '2024-02-29 23:59:59.999', '2024-02-29 23:59:59.999999',
            '2038-01-19 03:14:07', '2024-03-31 02:30:00.000001',
            'é', '日本😀', 'a\\nb"', x'00ff10', x'00',
            'b,c', 'x,z', '{"a": [1, 2.50], "b": 18446744073709551615}', ST_GeomFromText('POINT(1 2)'), 'plain'""";

    private static final String EARLIEST =
            """
            0, 0, FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'0', b'0', 1901,
            '0001-01-01', '00:00:00', '00:00:00.000001', '0001-01-01 00:00:00', '0001-01-01 00:00:00.001', '0001-01-01 00:00:00.000001',
            '1970-01-01 00:00:01', '1970-01-01 00:00:01.000001', '', '', '', '', '', 'a', '', 'null', NULL, 'plain'""";

    private static final String NULLS = String.join(", ", Collections.nCopies(33, "NULL"));

    @BeforeAll
    static void capture() throws SQLException, IOException {
        var types = Unique.name("types");
        var mySql = TestServers.mySql();
        mySql.execute(
                "CREATE DATABASE " + types,
                "SET SESSION sql_mode = ''",
                "CREATE TABLE " + types + ".every (id INT PRIMARY KEY, " + COLUMNS + ")",
                "CREATE TABLE " + types + ".zero (day DATE NOT NULL, id INT, dt DATETIME NOT NULL DEFAULT '2000-01-01',"
                        + " dt6 DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),"
                        + " ts TIMESTAMP NOT NULL DEFAULT '0000-00-00',"
                        + " ts6 TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),"
                        + " free DATE, free_ts TIMESTAMP(3) NULL, PRIMARY KEY (day, id))");
        fill(types, 0);
        try (var engine = new RawEngine(mySql, types, RECORDS::addAll)) {
            await().until(() -> rows() == 6);
            fill(types, 10);
            await().until(() -> rows() == 12);
        }
    }

    private static void fill(String types, int base) throws SQLException {
        TestServers.mySql()
                .execute(
                        "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
                        "SET SESSION time_zone = '+00:00'",
                        "INSERT INTO " + types + ".every VALUES (" + (base + 1) + ", " + USUAL + ")",
                        "INSERT INTO " + types + ".every VALUES (" + (base + 2) + ", " + EARLIEST + ")",
                        "INSERT INTO " + types + ".every VALUES (" + (base + 3) + ", " + NULLS + ")",
                        "INSERT INTO " + types + ".zero VALUES ('2024-02-29', " + (base + 1)
                                + ", '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '2024-03-31 02:30:00', '2024-03-31 02:30:00.000001', '9999-12-31', '2024-01-01 00:00:00.5')",
                        "INSERT INTO " + types + ".zero VALUES ('0001-01-01', " + (base + 2)
                                + ", '0001-01-01', '0001-01-01 00:00:00.000001', '1970-01-01 00:00:01', '2038-01-19 03:14:07.999999', NULL, NULL)",
                        "INSERT INTO " + types + ".zero VALUES ('0000-00-00', " + (base + 3)
                                + ", '0000-00-00', '0000-00-00', '0000-00-00', '0000-00-00', '0000-00-00', '0000-00-00')");
    }

    private static long rows() {
        return RECORDS.stream()
                .filter(change -> ChangeRuns.kind(change) == ChangeRuns.RunKind.ROWS)
                .count();
    }

    @Test
    void theJsonIsThatOfConnectsOwnConverter() throws IOException {
        try (var keys = converter(true);
                var values = converter(false)) {
            for (var change : RECORDS) {
                var connects =
                        new String(values.fromConnectData(change.topic(), change.valueSchema(), change.value()), UTF_8);
                assertThat(tree(JSON.of(change.valueSchema(), change.value()))).isEqualTo(json(connects));
                assertThat(JSON.of(change.keySchema(), change.key()))
                        .isEqualTo(keys.fromConnectData(change.topic(), change.keySchema(), change.key()));
            }
        }
        assertThat(RECORDS).extracting(ChangeRuns::kind).contains(ChangeRuns.RunKind.ROWS, ChangeRuns.RunKind.SCHEMA);
    }

    @Test
    void theAvroStandsForTheSameJson() {
        var settings = Settings.of(avro());
        var values = ChangeValues.of(settings);
        var sent = new SentValues(settings.kafka().registry());
        var rows = RECORDS.stream()
                .filter(change -> ChangeRuns.kind(change) == ChangeRuns.RunKind.ROWS)
                .toList();
        assertThat(rows).hasSize(12).allSatisfy(change -> {
            var table = SourceBlock.table((Struct) change.value());
            var avro = values.of(change.topic(), table, change.valueSchema(), change.value());
            assertThat(SentValues.isAvro(avro)).isTrue();
            assertThat(new String(sent.json(avro), UTF_8))
                    .isEqualTo(new String(JSON.of(change.valueSchema(), change.value()), UTF_8));
        });
    }

    private static Map<String, String> avro() {
        return Map.of(
                "hindsight.kafka.format", "avro",
                "hindsight.kafka.registry.url", TestServers.registry().url(),
                "hindsight.table.every.source", "types.every",
                "hindsight.warehouse.none.url", "jdbc:clickhouse://localhost:1/none");
    }

    @Test
    void snapshotAndBinlogAgreeToTheLastDigit() throws IOException {
        for (var id = 1; id <= 3; id++) {
            for (var table : List.of("every", "zero")) {
                assertThat(withoutId(row(table, id + 10))).as(table + " " + id).isEqualTo(withoutId(row(table, id)));
            }
        }
    }

    @Test
    void everyTypeHasItsForm() throws IOException {
        assertThat(row("every", 11))
                .isEqualTo(
                        json(
                                """
                {"id":11,"tiny":-128,"tiny_u":255,"flag":1,"small_u":65535,"medium":-8388608,"int_u":4294967295,\
                "big":-9223372036854775808,"big_u":18446744073709551615,\
                "price":1234567890123456789012345678.0123456789,"price_u":0.10,"f":1.5,"d":2.2250738585072014E-308,\
                "bit1":true,"bit20":"AQAI","y":2155,"day":19782,"t":-3020399000000,"t6":3020398999999,\
                "dt":1711852200000,"dt3":1709251199999,"dt6":1709251199999999,"ts":"2038-01-19T03:14:07Z",\
                "ts6":"2024-03-31T02:30:00.000001Z","c":"é","v":"日本😀","txt":"a\\nb\\"","bin":"AP8QAA==","blb":"AA==",\
                "e":"b,c","s":"x,z","j":"{\\"a\\":[1,2.5],\\"b\\":18446744073709551615}",\
                "pt":{"x":1.0,"y":2.0,"wkb":"AQEAAAAAAAAAAADwPwAAAAAAAABA","srid":null},"e2":"plain"}"""));
        assertThat(row("every", 12))
                .isEqualTo(
                        json(
                                """
                {"id":12,"tiny":0,"tiny_u":0,"flag":0,"small_u":0,"medium":0,"int_u":0,"big":0,"big_u":0,\
                "price":0.0000000000,"price_u":0.00,"f":0.0,"d":0.0,"bit1":false,"bit20":"AAAA","y":1901,\
                "day":-719162,"t":0,"t6":1,"dt":-62135596800000,"dt3":-62135596799999,"dt6":-62135596799999999,\
                "ts":"1970-01-01T00:00:01Z","ts6":"1970-01-01T00:00:01.000001Z","c":"","v":"","txt":"",\
                "bin":"AAAAAA==","blb":"","e":"a","s":"","j":"null","pt":null,"e2":"plain"}"""));
        assertThat(withoutId(row("every", 13)))
                .as("no column's default stands for NULL")
                .filteredOn(value -> !value.isTextual())
                .allMatch(JsonNode::isNull);
    }

    @Test
    void aZeroDateIsNullEvenWhereTheColumnIsNotAndTheOthersAreUntouched() throws IOException {
        assertThat(row("zero", 13))
                .isEqualTo(
                        json(
                                """
                {"day":null,"id":13,"dt":null,"dt6":null,"ts":null,"ts6":null,"free":null,"free_ts":null}"""));
        assertThat(row("zero", 12))
                .isEqualTo(
                        json(
                                """
                {"day":-719162,"id":12,"dt":-62135596800000,"dt6":-62135596799999999,"ts":"1970-01-01T00:00:01Z",\
                "ts6":"2038-01-19T03:14:07.999999Z","free":null,"free_ts":null}"""));
        assertThat(row("zero", 11))
                .isEqualTo(
                        json(
                                """
                {"day":19782,"id":11,"dt":253402300799000,"dt6":253402300799999999,"ts":"2024-03-31T02:30:00Z",\
                "ts6":"2024-03-31T02:30:00.000001Z","free":2932896,"free_ts":"2024-01-01T00:00:00.500Z"}"""));
    }

    private static JsonNode json(String json) throws IOException {
        return TopicReader.JSON.readTree(json);
    }

    private static JsonNode row(String table, int id) throws IOException {
        for (var change : RECORDS) {
            if (change.topic().endsWith("." + table)) {
                var row = tree(JSON.of(change.valueSchema(), change.value())).get("after");
                if (row.get("id").asInt() == id) {
                    return row;
                }
            }
        }
        throw new AssertionError("no row " + id + " of " + table);
    }

    private static JsonNode withoutId(JsonNode row) {
        var rest = ((ObjectNode) row).deepCopy();
        rest.remove("id");
        // its text is spaced differently, which is no difference of the document
        rest.put("j", rest.path("j").asText().replace(" ", ""));
        return rest;
    }

    private static JsonNode tree(byte[] json) throws IOException {
        return TopicReader.JSON.readTree(json);
    }

    private static JsonConverter converter(boolean isKey) {
        var converter = new JsonConverter();
        converter.configure(
                Map.of("schemas.enable", "false", "decimal.format", "NUMERIC", "replace.null.with.default", "false"),
                isKey);
        return converter;
    }
}
