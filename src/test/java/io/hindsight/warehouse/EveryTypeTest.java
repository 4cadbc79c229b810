package io.hindsight.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The SQL for columns of all types, from what the header of a message says of them: a warehouse's tables stay as they
 * are from version to version. After a change that is meant, {@code -Dgolden=write} writes the files anew.
 */
class EveryTypeTest {

    private static final Path FILES = Path.of("src/test/resources/io/hindsight/warehouse");

    /** Word, unsigned, precision, scale. */
    private static final List<String> TYPES = Stream.of(
                    Stream.of("tinyint", "smallint", "mediumint", "int", "bigint")
                            .flatMap(word -> Stream.of(word + ",false,0,0", word + ",true,10,0")),
                    Stream.of("decimal,false,10,0", "decimal,true,10,2", "decimal,false,38,10", "decimal,false,65,30"),
                    Stream.of("float,false,0,0", "double,true,22,0"),
                    Stream.of("bit,false,1,0", "bit,false,12,0", "bit,false,63,0", "bit,false,64,0"),
                    Stream.of("year,false,0,0", "date,false,0,0"),
                    Stream.of("time", "datetime", "timestamp")
                            .flatMap(word -> Stream.of(word + ",false,0,0", word + ",false,3,0", word + ",false,6,0")),
                    Stream.of(
                            "char,false,1,0",
                            "varchar,false,255,0",
                            "tinytext,false,255,0",
                            "text,false,65535,0",
                            "mediumtext,false,16777215,0",
                            "longtext,false,2147483647,0",
                            "enum,false,5,0",
                            "set,false,11,0"),
                    Stream.of(
                            "binary,false,5,0",
                            "varbinary,false,50,0",
                            "tinyblob,false,255,0",
                            "blob,false,65535,0",
                            "mediumblob,false,16777215,0",
                            "longblob,false,2147483647,0"),
                    Stream.of("json,false,0,0"),
                    Stream.of("geometry", "point", "linestring", "polygon", "multipoint", "geomcollection")
                            .map(word -> word + ",false,0,0"))
            .flatMap(types -> types)
            .toList();

    @ParameterizedTest
    @CsvSource({"clickhouse, jdbc:clickhouse:", "postgresql, jdbc:postgresql:", "starrocks, jdbc:mysql:"})
    void theTablesAreWhatTheFilesShow(String engine, String url) throws IOException {
        var warehouse = WarehouseKind.ofUrl(url).orElseThrow().dialect(new Layout(8, 2));
        var all = new ArrayList<String>();
        for (var keep : KeepMode.values()) {
            all.addAll(StarRocksStatementsTest.all(Statements.of(warehouse, values(keep))));
            all.addAll(StarRocksStatementsTest.all(Statements.of(warehouse, keys(keep))));
        }
        var sql = String.join(";\n\n", all) + ";\n";
        var file = FILES.resolve(engine + "-every-type.sql");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(file));
    }

    /** Each type twice: with and without NULL. */
    private static CapturedTable values(KeepMode keep) {
        var columns = new ArrayList<String>();
        columns.add(column("id", "bigint,false,0,0", false, 1));
        for (var nullable : List.of(true, false)) {
            for (var index = 0; index < TYPES.size(); index++) {
                columns.add(column((nullable ? "n" : "v") + index, TYPES.get(index), nullable, 0));
            }
        }
        return table("every_type_" + keep, keep, columns);
    }

    /** Each type but documents and floating numbers in the key. */
    private static CapturedTable keys(KeepMode keep) {
        var keyed = TYPES.stream()
                .filter(type -> !type.matches("(json|float|double).*"))
                .toList();
        var columns = new ArrayList<String>();
        for (var index = 0; index < keyed.size(); index++) {
            columns.add(column("k" + index, keyed.get(index), false, index + 1));
        }
        return table("every_key_" + keep, keep, columns);
    }

    private static String column(String name, String type, boolean nullable, int keyPosition) {
        var words = type.split(",", 2);
        return "[\"%s\",\"%s\",%s,%s,%d]".formatted(name, words[0], words[1], nullable, keyPosition);
    }

    private static CapturedTable table(String target, KeepMode keep, List<String> columns) {
        var declaration = new TableDeclaration(
                target,
                new TableName("shop", target),
                keep,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                target,
                List.of(),
                OnRefusal.DEAD_LETTER,
                OnSchemaChange.ADD,
                List.of(),
                Map.of(),
                HistoryFrom.SNAPSHOT,
                false);
        var header = columns.stream().collect(Collectors.joining(",", "[", "]")).getBytes(StandardCharsets.UTF_8);
        return CapturedTable.madeUnder(declaration, ColumnsHeader.read(header));
    }
}
