package io.hindsight.warehouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.TestTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others built on a kept table, and who may read it, is as it was when a column has become wider. */
class PostgreSqlDependentsIT {

    private static final String RIGHTS =
            """
            SELECT relname, coalesce(attname, ''), pg_get_userbyid(owner), pg_get_userbyid(grantee), privilege_type, is_grantable
            FROM (
              SELECT relname, NULL::name AS attname, relowner AS owner, aclexplode(relacl) AS acl, relkind FROM pg_class
              WHERE relnamespace = 'public'::regnamespace OR relnamespace = to_regnamespace('bi')
              UNION ALL
              SELECT relname, attname, relowner, aclexplode(attacl), relkind FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
              WHERE relnamespace = 'public'::regnamespace OR relnamespace = to_regnamespace('bi')
            ) given, LATERAL (SELECT (acl).*) AS each
            WHERE relkind IN ('v', 'm') AND grantee <> owner ORDER BY 1, 2, 4, 5""";

    private static final String COMMENTS =
            """
            SELECT relname, objsubid, description FROM pg_description JOIN pg_class ON pg_class.oid = objoid
            WHERE relkind IN ('v', 'm') AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            ORDER BY 1, 2""";

    private static final String DEFINITIONS =
            """
            SELECT relname, pg_get_userbyid(relowner), reloptions, relispopulated, pg_get_viewdef(oid),
              (SELECT string_agg(pg_get_indexdef(indexrelid), ';') FROM pg_index WHERE indrelid = pg_class.oid),
              (SELECT string_agg(pg_get_triggerdef(pg_trigger.oid), ';') FROM pg_trigger WHERE tgrelid = pg_class.oid)
            FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace IN ('public'::regnamespace, to_regnamespace('bi'))
            ORDER BY relname""";

    private final JdbcServer server = TestServers.postgres();
    private final String name = Unique.name("dependents");
    private final String maker = name + "_ddl";
    private final String analyst = name + " analyst";
    private final String reader = name + "_reader";
    private final Dialect dialect =
            WarehouseKind.ofUrl("jdbc:postgresql://localhost/dw").orElseThrow().dialect(new Layout(1, 1));
    private final CapturedTable table = numbers(32);

    @BeforeEach
    void build() throws SQLException {
        server.execute("CREATE DATABASE " + name);
        admin(
                "CREATE ROLE " + maker + " LOGIN PASSWORD 'x'",
                "CREATE ROLE \"" + analyst + "\"",
                "CREATE ROLE " + reader,
                "CREATE ROLE " + reader + "_2",
                "GRANT USAGE, CREATE ON SCHEMA public TO " + maker,
                "CREATE SCHEMA bi AUTHORIZATION \"" + analyst + "\"",
                // whoever makes a view grants this; from some it was taken
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + maker + " GRANT SELECT ON TABLES TO " + reader);
        try (var there = target()) {
            there.create(table);
        }
        admin(
                "REVOKE SELECT ON numbers_versions FROM " + reader,
                "GRANT SELECT ON numbers, numbers_current, numbers_versions TO \"" + analyst + "\" WITH GRANT OPTION",
                "GRANT SELECT (id, quantity) ON numbers_current TO " + reader + "_2",
                "COMMENT ON VIEW numbers_current IS 'ours; it''s \\ said'",
                "SET ROLE \"" + analyst + "\"",
                "CREATE VIEW bi.\"Large Orders\" WITH (security_barrier = true) AS SELECT id, quantity, 'a;  b' AS text"
                        + " FROM public.numbers_current WHERE quantity > 10",
                "CREATE VIEW bi.twice AS SELECT o.id, o.quantity * 2 AS q, v.quantity FROM bi.\"Large Orders\" o"
                        + " JOIN public.numbers_versions v ON v.id = o.id",
                "CREATE MATERIALIZED VIEW bi.kept AS SELECT id, quantity FROM bi.twice UNION ALL SELECT 1, 2",
                "CREATE UNIQUE INDEX kept_by_id ON bi.kept (id)",
                "CREATE MATERIALIZED VIEW bi.empty AS SELECT quantity FROM public.numbers WITH NO DATA",
                "CREATE VIEW bi.past AS SELECT quantity FROM public.numbers_as_of('2026-01-01Z')",
                "CREATE VIEW bi.untouched AS SELECT id FROM public.numbers",
                "CREATE FUNCTION bi.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER no_write INSTEAD OF INSERT ON bi.twice FOR EACH ROW EXECUTE FUNCTION bi.nothing()",
                "GRANT SELECT ON bi.twice TO " + reader + ", PUBLIC",
                "COMMENT ON COLUMN bi.twice.q IS 'two of each'",
                "COMMENT ON MATERIALIZED VIEW bi.kept IS 'kept'");
    }

    @Test
    void whatOthersBuiltIsThereAgainInOneTransaction() throws Exception {
        admin("GRANT \"" + analyst + "\" TO " + maker);
        var before = state();
        assertThat(before.get(0)).hasSize(8);
        assertThat(before.get(1)).hasSize(7);
        assertThat(before.get(2)).hasSize(3);
        var untouched = Rows.of(server, name, "SELECT oid FROM pg_class WHERE relname = 'untouched'");
        try (var there = target();
                var connection = login()) {
            run(connection, there.alterations(numbers(64)));
        }
        assertThat(state()).isEqualTo(before);
        assertThat(Rows.of(server, name, "SELECT oid FROM pg_class WHERE relname = 'untouched'"))
                .isEqualTo(untouched);
        assertThat(Rows.of(
                        server,
                        name,
                        "SELECT DISTINCT format_type(atttypid, atttypmod) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
                                + " WHERE attname = 'quantity' AND attnum > 0 AND relname NOT LIKE '%stage'"))
                .containsExactly("bigint");
        try (var there = target();
                var connection = login()) {
            // as the program goes on, and with a column more
            run(connection, there.views(numbers(64)));
            assertThat(there.alterations(numbers(64))).isEmpty();
        }
        assertThat(state()).isEqualTo(before);
        Rows.of(server, name, "SELECT * FROM bi.past, bi.twice, bi.kept");
    }

    @Test
    void whereRightsDontSufficeNothingHasHappenedAndTheStatementsAreSaid() throws Exception {
        var before = state();
        List<String> statements;
        try (var there = target();
                var connection = login()) {
            statements = there.alterations(numbers(64));
            assertThatThrownBy(() -> run(connection, statements)).isInstanceOf(SQLException.class);
        }
        assertThat(state()).isEqualTo(before);
        // somebody who may runs them
        try (var connection = server.connect(name)) {
            run(connection, statements.stream().map(TargetTable::oneLine).toList());
        }
        assertThat(state()).isEqualTo(before);
    }

    private void run(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : dialect.together(statements)) {
                statement.execute(sql);
            }
        }
    }

    private List<List<String>> state() throws SQLException {
        return List.of(
                Rows.of(server, name, DEFINITIONS), Rows.of(server, name, RIGHTS), Rows.of(server, name, COMMENTS));
    }

    private TargetTable target() throws SQLException {
        return new TargetTable(dialect, login());
    }

    private Connection login() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(name), maker, "x");
    }

    private void admin(String... statements) {
        Rows.execute(server, name, statements);
    }

    private static CapturedTable numbers(int bits) {
        var people = TestTables.texts("numbers", KeepMode.HISTORY, List.of("note"));
        var quantity = new Column("quantity", "quantity", new ColumnType.Whole(bits, true), true, false, true);
        return new CapturedTable(
                people.declaration(),
                Set.of(),
                List.of(people.columns().get(0), people.columns().get(1), quantity));
    }
}
