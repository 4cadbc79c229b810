package io.hindsight.source.postgresql.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.testing.SourceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What would lose changes or harm an application is found before anything is captured, with a cure that works. */
@Execution(ExecutionMode.CONCURRENT)
class PostgresCheckIT {

    private SourceDatabase database;

    @BeforeEach
    void make() {
        database = SourceDatabase.create("checked");
        database.execute("CREATE TABLE items (id int PRIMARY KEY, name text)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Settings settings(String... more) {
        var properties = new TreeMap<>(database.settings());
        properties.put("hindsight.warehouse.none.url", "jdbc:clickhouse://localhost:1/none");
        properties.put("hindsight.table.items.source", "public.items");
        for (var i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return Settings.of(properties);
    }

    /** But for the limit of what slots keep, which a server hasn't by itself. */
    private List<String> check(String... more) {
        return new PostgresCheck(settings(more))
                .run().stream()
                        .map(Finding::toString)
                        .filter(text -> !text.contains("max_slot_wal_keep_size is -1"))
                        .toList();
    }

    @Test
    void theStatementThatMakesThePublicationIsSaidAndWorks() {
        var said = check();
        assertThat(said).singleElement().asString().contains("there is no publication " + database.name());
        database.execute(said.get(0).replaceFirst(".*; CREATE", "CREATE"));
        assertThat(check()).isEmpty();
    }

    /** What a publication has already stays as it is. */
    @Test
    void thePublicationIsMadeAndAddedToOnRequestWithoutHarm() throws SQLException {
        database.execute("CREATE TABLE log (line text)", "CREATE TABLE later (id int PRIMARY KEY)");
        PublicationMaker.make(settings());
        assertThat(check()).singleElement().asString().contains("there is no publication");
        var harmful = new String[] {
            "hindsight.source.make-publication", "true",
            "hindsight.table.log.source", "public.log",
            "hindsight.table.log.key", "line"
        };
        PublicationMaker.make(settings(harmful));
        assertThat(check()).isEmpty();
        assertThat(untold(harmful))
                .singleElement()
                .asString()
                .contains("public.log has no replica identity", "ALTER TABLE", "hindsight check --repair");
        database.execute("INSERT INTO log VALUES ('a')", "UPDATE log SET line = 'b'");
        var later = new String[] {
            "hindsight.source.make-publication", "true",
            "hindsight.table.later.source", "public.later"
        };
        assertThat(untold(later)).singleElement().asString().contains("lacks public.later", "ADD TABLE");
        PublicationMaker.make(settings(later));
        assertThat(check(later)).isEmpty();
        database.execute(
                "CREATE ROLE m_" + database.name() + " LOGIN PASSWORD 'x'",
                "DROP PUBLICATION " + database.name(),
                "GRANT SELECT ON items TO m_" + database.name());
        try {
            assertThatThrownBy(() -> PublicationMaker.make(settings(
                            "hindsight.source.make-publication",
                            "true",
                            "hindsight.source.username",
                            "m_" + database.name(),
                            "hindsight.source.password",
                            "x",
                            "hindsight.source.database",
                            database.name())))
                    .hasMessageContaining("the user of capture may not publish the tables")
                    .hasMessageContaining("CREATE PUBLICATION");
        } finally {
            database.execute("DROP OWNED BY m_" + database.name(), "DROP ROLE m_" + database.name());
        }
    }

    private List<String> untold(String... more) throws SQLException {
        try (var connection = database.connect()) {
            return PostgresCheck.untold(connection, settings(more));
        }
    }

    @Test
    void aTableWhoseUpdatesWouldFailIsRefusedBeforeItIsPublished() {
        database.execute(
                "CREATE TABLE log (line text, no int NOT NULL)",
                "CREATE TABLE nothing (id int PRIMARY KEY)",
                "ALTER TABLE nothing REPLICA IDENTITY NOTHING",
                "CREATE TABLE tree (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE tree_1 PARTITION OF tree FOR VALUES FROM (0) TO (10)");
        var tables = new String[] {
            "hindsight.table.log.source", "public.log",
            "hindsight.table.log.key", "no",
            "hindsight.table.nothing.source", "public.nothing",
            "hindsight.table.tree.source", "public.tree",
            "hindsight.table.tree.key", "id"
        };
        assertThat(check(tables))
                .satisfiesExactly(
                        log -> assertThat(log)
                                .contains("public.log has no replica identity in public.log", "REPLICA IDENTITY FULL"),
                        nothing -> assertThat(nothing).contains("public.nothing has no replica identity"),
                        tree -> assertThat(tree).contains("public.tree has no replica identity in public.tree_1"),
                        publication -> assertThat(publication)
                                .contains("FOR TABLE \"public\".\"items\" WITH")
                                .doesNotContain("log", "nothing", "tree"));
        database.execute(
                "CREATE UNIQUE INDEX by_no ON log (no)",
                "ALTER TABLE log REPLICA IDENTITY USING INDEX by_no",
                "ALTER TABLE nothing REPLICA IDENTITY FULL",
                "ALTER TABLE tree ADD PRIMARY KEY (id)");
        database.publish("items, log, nothing, tree");
        assertThat(check(tables)).isEmpty();
    }

    /** Wherever in the database it is. */
    @Test
    void aTypeByWhichTheEngineWouldEndIsRefused() {
        database.execute(
                "CREATE SCHEMA other",
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE DOMAIN other.feeling AS mood",
                "CREATE TYPE empty AS ENUM ()");
        database.publish("items");
        assertThat(check())
                .satisfiesExactly(
                        feeling -> assertThat(feeling).contains("a domain over an enum, other.feeling", "DROP DOMAIN"),
                        empty -> assertThat(empty).contains("an enum without labels, public.empty", "ADD VALUE"));
    }

    @Test
    void aColumnBetweenQuotesIsRefused() {
        database.execute("CREATE TABLE odd (id int PRIMARY KEY, \"\"\"a\"\"\" int, \"b'\" int, \"'\" int)");
        database.publish("items, odd");
        assertThat(check("hindsight.table.odd.source", "public.odd"))
                .singleElement()
                .asString()
                .contains("public.odd has a column whose name is between quotes, \"a\"");
    }

    /** The server takes none that is deferrable for an identity. */
    @Test
    void aKeyThatIsCheckedLateIsNoIdentity() {
        database.execute("CREATE TABLE late (id int PRIMARY KEY DEFERRABLE, name text)", "INSERT INTO late VALUES (1)");
        database.publish("items, late");
        assertThatThrownBy(() -> database.execute("UPDATE late SET name = 'x'"))
                .hasRootCauseMessage(
                        "ERROR: cannot update table \"late\" because it does not have a replica identity and"
                                + " publishes updates\n  Hint: To enable updating the table, set REPLICA IDENTITY using ALTER TABLE.");
        assertThat(check("hindsight.table.late.source", "public.late"))
                .satisfiesExactly(
                        late -> assertThat(late).contains("WARNING", "public.late has a deferrable primary key"),
                        without -> assertThat(without).contains("public.late has no replica identity"));
    }

    @Test
    void aDeclaredKeyIsFoundInWhatTheLogHasOfADeletedRow() {
        database.publish("items");
        assertThat(check("hindsight.table.items.key", "name"))
                .singleElement()
                .asString()
                .contains("public.items has another replica identity than the declared key");
        database.execute("ALTER TABLE items REPLICA IDENTITY FULL");
        assertThat(check("hindsight.table.items.key", "name")).isEmpty();
    }

    @Test
    void whatIsInNoLogIsRefused() {
        database.execute(
                "CREATE VIEW seen AS SELECT * FROM items",
                "CREATE MATERIALIZED VIEW stored AS SELECT * FROM items",
                "CREATE UNLOGGED TABLE fast (id int PRIMARY KEY)",
                "CREATE TABLE \"cases\" (id int PRIMARY KEY, a int, \"A\" int)",
                "CREATE TABLE guarded (id int PRIMARY KEY)",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                "CREATE ROLE u_" + database.name() + " LOGIN REPLICATION PASSWORD 'x'",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO u_" + database.name(),
                "REVOKE SELECT ON items FROM u_" + database.name());
        database.publish("items");
        try {
            assertThat(check(
                            "hindsight.source.username", "u_" + database.name(),
                            "hindsight.source.password", "x",
                            "hindsight.table.a.source", "public.gone",
                            "hindsight.table.b.source", "public.seen",
                            "hindsight.table.c.source", "public.stored",
                            "hindsight.table.d.source", "public.fast",
                            "hindsight.table.e.source", "public.cases",
                            "hindsight.table.g.source", "public.guarded"))
                    .satisfiesExactly(
                            gone -> assertThat(gone).contains("public.gone isn't there"),
                            seen -> assertThat(seen).contains("public.seen is a view"),
                            stored -> assertThat(stored).contains("public.stored is a materialized view"),
                            fast -> assertThat(fast).contains("public.fast is unlogged", "SET LOGGED"),
                            cases -> assertThat(cases).contains("public.cases has two columns a"),
                            guarded -> assertThat(guarded).contains("public.guarded has row level security"),
                            items -> assertThat(items)
                                    .contains("public.items can't be read by the user", "GRANT SELECT"));
        } finally {
            database.execute("DROP OWNED BY u_" + database.name(), "DROP ROLE u_" + database.name());
        }
    }

    @Test
    void aPublicationThatLeavesSomethingOutIsRefused() {
        database.execute(
                "CREATE TABLE other (id int PRIMARY KEY)",
                "CREATE TABLE tree (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE PUBLICATION " + database.name()
                        + " FOR TABLE items, other, tree WITH (publish = 'insert, update')");
        assertThat(check("hindsight.table.tree.source", "public.tree"))
                .satisfiesExactly(
                        delete -> assertThat(delete).contains("sends no delete"),
                        truncate -> assertThat(truncate).contains("sends no truncate", "SET (publish ="),
                        root -> assertThat(root).contains("partitioned", "publish_via_partition_root = true"),
                        other -> assertThat(other).contains("WARNING", "has public.other"));
        // only from version 15 on can less than all of a table be published
        for (var part : database.version() < 15 ? List.<String>of() : List.of("(id, name)", "WHERE (id > 0)")) {
            database.execute(
                    "DROP PUBLICATION " + database.name(),
                    "CREATE PUBLICATION " + database.name() + " FOR TABLE items " + part);
            assertThat(check()).singleElement().asString().contains("only some rows or columns of public.items");
        }
        database.execute(
                "DROP PUBLICATION " + database.name(), "CREATE PUBLICATION " + database.name() + " FOR ALL TABLES");
        assertThat(check()).singleElement().asString().contains("is FOR ALL TABLES");
        database.publish("other");
        assertThat(check()).anySatisfy(finding -> assertThat(finding)
                .contains("lacks public.items", "ADD TABLE \"public\".\"items\""));
    }

    @Test
    void aServerThatCannotBeReachedIsOneFinding() {
        assertThat(check("hindsight.source.password", "wrong"))
                .singleElement()
                .asString()
                .contains("can't be asked", "hindsight.source.database")
                .doesNotContain("wrong");
    }

    @Test
    void anAmountOfAnotherCurrencyIsSaidToBeMisread() {
        assertThat(PostgresCheck.money("2")).isEmpty();
        assertThat(PostgresCheck.money("0")).singleElement().asString().contains("0 digits", "TYPE numeric");
    }

    @Test
    void everyWrongSettingOfTheServerIsNamedWithItsCure() {
        var found = WalCheck.of(Map.of(
                "server_version_num", "130005",
                "wal_level", "replica",
                "server_encoding", "LATIN1",
                "standby", "true",
                "slots", "10",
                "max_replication_slots", "10",
                "senders", "10",
                "max_wal_senders", "10",
                "max_slot_wal_keep_size", "-1",
                "idle_replication_slot_timeout", "60"));
        assertThat(found).hasSize(8).allSatisfy(finding -> assertThat(finding.cure())
                .isNotBlank());
        assertThat(found)
                .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
                .hasSize(2);
        assertThat(WalCheck.of(Map.of("server_version_num", "190000")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Finding.Level.WARNING));
        var standby = new ArrayList<Finding>();
        WalCheck.failover(
                Map.of("failover", "false", "standbys", "1", "synchronized_standby_slots", ""), "own", standby);
        assertThat(standby)
                .satisfiesExactly(
                        slot -> assertThat(slot.what()).contains("own isn't one that a standby can have"),
                        slots -> assertThat(slots.what()).contains("synchronized_standby_slots is empty"));
        assertThat(WalCheck.of(Map.of("own", "unreserved", "slots", "10", "max_replication_slots", "10")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("about to be lost"));
    }
}
