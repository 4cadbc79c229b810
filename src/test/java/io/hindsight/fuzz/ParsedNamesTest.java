package io.hindsight.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.connector.mysql.charset.MySqlCharsetRegistry;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.debezium.relational.Tables.TableFilter;
import io.debezium.relational.ddl.DdlParser;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the engine's parsers are told of a table with odd names, by a snapshot and by the binlog, they understand. */
class ParsedNamesTest {

    private static final String DATABASE = "shop";

    private final List<DdlParser> parsers = List.of(
            new MySqlAntlrDdlParser(true, false, false, TableFilter.includeAll(), new MySqlCharsetRegistry()),
            new MariaDbAntlrDdlParser(true, false, false, TableFilter.includeAll(), new MySqlCharsetRegistry()));

    @Provide
    Arbitrary<OddTable> tables() {
        return OddTable.any();
    }

    @Property(tries = 500)
    void theyAreReadAsTheyAre(@ForAll("tables") OddTable table) {
        var id = new TableId(DATABASE, null, table.name());
        for (var parser : parsers) {
            parser.setCurrentDatabase(DATABASE);
            for (var create : List.of(table.create(DATABASE), shown(table))) {
                var known = new Tables();
                parser.parse("DROP TABLE IF EXISTS " + id.toQuotedString('`'), known);
                parser.parse(create, known);
                assertThat(known.forTable(id).retrieveColumnNames()).isEqualTo(table.columns());
                assertThat(known.forTable(id).primaryKeyColumnNames())
                        .containsExactly(table.columns().get(0));
            }
            // with one capture stops: MisreadDdlIT
            if (table.columns().stream().noneMatch(column -> column.contains("`"))) {
                alter(table, parser);
            }
        }
    }

    /** The last column comes later, under another name, with a type of its own, and goes; then the table is another one. */
    private static void alter(OddTable table, DdlParser parser) {
        var id = new TableId(DATABASE, null, table.name());
        var column = OddTable.quoted(table.columns().get(2));
        var known = new Tables();
        parser.parse(new OddTable(table.name(), table.columns().subList(0, 2), List.of()).create(DATABASE), known);
        var alter = "ALTER TABLE " + OddTable.quoted(table.name()) + " ";
        parser.parse(
                alter + "ADD COLUMN `came` INT AFTER "
                        + OddTable.quoted(table.columns().get(1)),
                known);
        parser.parse(alter + "RENAME COLUMN `came` TO " + column, known);
        assertThat(known.forTable(id).retrieveColumnNames()).isEqualTo(table.columns());
        parser.parse(alter + "MODIFY COLUMN " + column + " BIGINT", known);
        assertThat(known.forTable(id).columnWithName(table.columns().get(2)).typeName())
                .isEqualTo("BIGINT");
        parser.parse(alter + "CHANGE COLUMN " + column + " " + column + " DATE", known);
        assertThat(known.forTable(id).columnWithName(table.columns().get(2)).typeName())
                .isEqualTo("DATE");
        parser.parse(alter + "DROP COLUMN " + column, known);
        assertThat(known.forTable(id).retrieveColumnNames())
                .isEqualTo(table.columns().subList(0, 2));
        parser.parse("RENAME TABLE " + OddTable.quoted(table.name()) + " TO `other`", known);
        parser.parse(
                "RENAME TABLE `other` TO " + OddTable.quoted(DATABASE) + "." + OddTable.quoted(table.name()), known);
        assertThat(known.forTable(id).retrieveColumnNames())
                .isEqualTo(table.columns().subList(0, 2));
        parser.parse("DROP TABLE " + OddTable.quoted(table.name()), known);
        assertThat(known.tableIds()).isEmpty();
    }

    /** As SHOW CREATE TABLE does. */
    private static String shown(OddTable table) {
        return "CREATE TABLE " + OddTable.quoted(table.name()) + " (\n"
                + table.columns().stream()
                        .map(column -> "  " + OddTable.quoted(column)
                                + " varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,\n")
                        .collect(Collectors.joining())
                + "  PRIMARY KEY (" + OddTable.quoted(table.columns().get(0)) + ")\n)"
                + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";
    }
}
