package io.hindsight.source.postgresql.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.apply.AppliedTable;
import io.hindsight.apply.AppliedTables;
import io.hindsight.capture.TopicReader;
import io.hindsight.reconcile.Commands;
import io.hindsight.testing.KeptComment;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From PostgreSQL's commit to the history in the warehouses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPipelineIT {

    private SourceDatabase source;
    private Pipeline pipeline;
    private Map<String, String> settings;

    @BeforeAll
    void startPipeline() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgpipeline");
        source.execute(
                "CREATE TABLE item_assets (id INT PRIMARY KEY, owner_id INT NOT NULL, asset_info VARCHAR(255),"
                        + " registered_at TIMESTAMP(6) NOT NULL)",
                "INSERT INTO item_assets VALUES (1, 10, 'sword', '2026-01-01 00:00:00'),"
                        + " (2, 10, 'shield', '2026-01-01 00:00:00')");
        source.execute(
                "CREATE TABLE documents (id INT PRIMARY KEY, state TEXT NOT NULL, body TEXT NOT NULL, notes TEXT,"
                        + " picture BYTEA)");
        source.execute("CREATE TABLE people (id INT PRIMARY KEY, state TEXT, email TEXT, life TEXT, note TEXT)");
        source.execute(
                "CREATE TABLE friends (id INT PRIMARY KEY, name TEXT NOT NULL, since TIMESTAMPTZ NOT NULL DEFAULT now(),"
                        + " seen TIMESTAMP NOT NULL DEFAULT now(), day DATE NOT NULL DEFAULT current_date, hour TIME NOT NULL"
                        + " DEFAULT localtime, code UUID NOT NULL DEFAULT gen_random_uuid())",
                "INSERT INTO friends SELECT i, 'name ' || i FROM generate_series(1, 5) i");
        source.publish("item_assets, documents, people, friends");
        settings = source.settings();
        for (var warehouse : List.of("clickhouse", "postgres")) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse(warehouse, source.name()));
        }
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.put("hindsight.table.item_assets.source", "public.item_assets");
        settings.put("hindsight.table.friends.source", "public.friends");
        settings.put("hindsight.table.documents.source", "public.documents");
        settings.put("hindsight.table.documents_now.source", "public.documents");
        settings.put("hindsight.table.documents_now.keep", "current");
        settings.put("hindsight.table.people.source", "public.people");
        settings.put("hindsight.table.people.mask", "email:hash, life:hash, note:drop");
        settings.put("hindsight.mask.secret", "a secret of this test");
        pipeline = Pipeline.start(settings);
        for (var warehouse : List.of("clickhouse", "postgres")) {
            await("the snapshot")
                    .untilAsserted(() -> assertThat(versions(warehouse, 2)).hasSize(1));
        }
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
        source.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void changesBecomeVersions(String warehouse) throws Exception {
        var id = warehouse.equals("clickhouse") ? 1 : 2;
        await().untilAsserted(() -> {
            assertThat(pipeline.problems()).isEmpty();
            assertThat(versions(warehouse, id)).hasSize(1);
        });
        source.execute(
                "UPDATE item_assets SET asset_info = 'axe' WHERE id = " + id,
                "DELETE FROM item_assets WHERE id = " + id,
                "INSERT INTO item_assets VALUES (" + id + ", 11, NULL, '2026-01-02')",
                "UPDATE item_assets SET id = id + 10 WHERE id = " + id);
        await().untilAsserted(() -> {
            assertThat(versions(warehouse, id + 10)).hasSize(1);
            assertThat(versions(warehouse, id)).hasSize(5);
        });
        assertThat(versions(warehouse, id))
                .extracting(row -> row.substring(0, 1))
                .containsExactly("r", "u", "d", "c", "d");
        assertThat(versions(warehouse, id))
                .as("a delete has the values that the row had")
                .extracting(row -> row.split("\\|")[1] + row.split("\\|")[2])
                .containsExactly("10" + (id == 1 ? "sword" : "shield"), "10axe", "10axe", "11null", "11null");
        assertThat(pipeline.problems()).isEmpty();
    }

    @Test
    void whatTheSourceSaysOfTablesAndColumnsGoesAlong() {
        source.execute(
                "COMMENT ON TABLE item_assets IS 'What is owned; it''s \\ “ü”'",
                "COMMENT ON COLUMN item_assets.owner_id IS 'who'",
                "COMMENT ON COLUMN item_assets.asset_info IS 'what'");
        awaitComments("What is owned; it's \\ “ü”", "who", "what");
        source.execute(
                "COMMENT ON TABLE item_assets IS NULL",
                "COMMENT ON COLUMN item_assets.owner_id IS 'whose'",
                "COMMENT ON COLUMN item_assets.asset_info IS NULL");
        awaitComments("", "whose", "");
    }

    private void awaitComments(String ofTable, String ofOwner, String ofInfo) {
        for (var warehouse : List.of("clickhouse", "postgres")) {
            for (var kept : List.of("item_assets", "item_assets_current")) {
                await().untilAsserted(() -> assertThat(List.of(
                                KeptComment.of(warehouse, source.name(), kept, ""),
                                KeptComment.of(warehouse, source.name(), kept, "owner_id"),
                                KeptComment.of(warehouse, source.name(), kept, "asset_info")))
                        .as("%s in %s", kept, warehouse)
                        .containsExactly(ofTable, ofOwner, ofInfo));
            }
        }
    }

    /** PostgreSQL's log has no large value that an update leaves as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void aLargeValueThatAnUpdateLeavesIsThatOfTheVersionBefore(String warehouse) {
        var id = warehouse.equals("clickhouse") ? 1 : 2;
        source.execute(
                "INSERT INTO documents SELECT " + id
                        + ", 'draft', string_agg(md5(i::text), ''), NULL, decode(string_agg("
                        + "md5(i::text), ''), 'hex') FROM generate_series(1, 500) i",
                "UPDATE documents SET state = 'sent' WHERE id = " + id,
                "UPDATE documents SET body = body || '!' WHERE id = " + id,
                "UPDATE documents SET state = 'read' WHERE id = " + id,
                "UPDATE documents SET notes = NULL, state = 'kept' WHERE id = " + id);
        var large = md5("string_agg(md5(i::text), '')");
        var larger = md5("string_agg(md5(i::text), '') || '!'");
        var picture = md5("decode(string_agg(md5(i::text), ''), 'hex')");
        var hash = warehouse.equals("clickhouse") ? "lower(hex(MD5(%s)))" : "md5(%s)";
        await().untilAsserted(() -> assertThat(Rows.of(
                        Pipeline.server(warehouse),
                        source.name(),
                        "SELECT state, " + hash.formatted("body") + ", " + hash.formatted("picture")
                                + " FROM documents_now WHERE id = " + id))
                .containsExactly("kept|" + larger + "|" + picture));
        source.execute("DELETE FROM documents WHERE id = " + id);
        await().untilAsserted(() -> {
            assertThat(pipeline.problems()).isEmpty();
            assertThat(Rows.of(
                            Pipeline.server(warehouse),
                            source.name(),
                            "SELECT op_type, state, notes, " + hash.formatted("body") + ", " + hash.formatted("picture")
                                    + " FROM documents WHERE id = " + id + " ORDER BY change_seq"))
                    .containsExactly(
                            "c|draft|null|" + large + "|" + picture,
                            "u|sent|null|" + large + "|" + picture,
                            "u|sent|null|" + larger + "|" + picture,
                            "u|read|null|" + larger + "|" + picture,
                            "u|kept|null|" + larger + "|" + picture,
                            "d|kept|null|" + larger + "|" + picture);
        });
    }

    /** A hash stands for a large value, too, that the log leaves out; what is dropped is nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void whatIsMaskedStaysMaskedThoughTheLogLeavesItOut(String warehouse) {
        var id = warehouse.equals("clickhouse") ? 1 : 2;
        source.execute(
                "INSERT INTO people SELECT " + id + ", 'new', 'secret@x.org', string_agg(md5(i::text), ''),"
                        + " string_agg(md5(i::text), '') FROM generate_series(1, 500) i",
                "UPDATE people SET state = 'known' WHERE id = " + id,
                "UPDATE people SET email = NULL, life = life || '!' WHERE id = " + id,
                "DELETE FROM people WHERE id = " + id);
        var versions = new ArrayList<List<String>>();
        await().untilAsserted(() -> {
            assertThat(pipeline.problems()).isEmpty();
            versions.clear();
            Rows.of(
                            Pipeline.server(warehouse),
                            source.name(),
                            "SELECT op_type, state, email, life FROM people WHERE id = " + id + " ORDER BY change_seq")
                    .forEach(row -> versions.add(List.of(row.split("\\|"))));
            assertThat(versions).hasSize(4);
        });
        var email = versions.get(0).get(2);
        var life = versions.get(0).get(3);
        var longer = versions.get(2).get(3);
        assertThat(List.of(email, life, longer)).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(versions)
                .containsExactly(
                        List.of("c", "new", email, life),
                        List.of("u", "known", email, life),
                        List.of("u", "known", "null", longer),
                        List.of("d", "known", "null", longer));
        try (var topic = new TopicReader(TestServers.kafka().bootstrapServers(), source.name() + ".public.people")) {
            assertThat(topic.until(changes -> changes.size() >= 4)).allSatisfy(change -> {
                assertThat(change.value().toString()).doesNotContain("secret@", "c4ca4238");
                assertThat(change.row().has("note")).isFalse();
            });
        }
    }

    /** Rows were taken out of a warehouse by hand: what an update leaves out is read again, of its row alone. */
    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void aLargeValueOfWhichNoVersionIsKnownIsReadFromTheSource(String warehouse) {
        var id = warehouse.equals("clickhouse") ? 11 : 12;
        source.execute("INSERT INTO documents SELECT " + id
                + ", 'draft', string_agg(md5(i::text), ''), NULL, NULL FROM generate_series(1, 500) i");
        var rows = "SELECT count(*) FROM %s WHERE id = " + id;
        for (var table :
                List.of(warehouse.equals("clickhouse") ? "documents_rows" : "documents", "documents_now_rows")) {
            await("the row in " + table).untilAsserted(() -> assertThat(
                            Rows.of(Pipeline.server(warehouse), source.name(), rows.formatted(table)))
                    .containsExactly("1"));
            Rows.execute(Pipeline.server(warehouse), source.name(), "DELETE FROM " + table + " WHERE id = " + id);
        }
        source.execute("UPDATE documents SET state = 'sent' WHERE id = " + id);
        var large = md5("string_agg(md5(i::text), '')");
        var hash = warehouse.equals("clickhouse") ? "lower(hex(MD5(body)))" : "md5(body)";
        for (var table : List.of("documents_current", "documents_now")) {
            await("the value in " + table).untilAsserted(() -> assertThat(Rows.of(
                            Pipeline.server(warehouse),
                            source.name(),
                            "SELECT state, " + hash + " FROM " + table + " WHERE id = " + id))
                    .containsExactly("sent|" + large));
        }
        assertThat(Rows.of(
                        Pipeline.server(warehouse),
                        source.name(),
                        "SELECT op_type, hindsight_unchanged FROM "
                                + (warehouse.equals("clickhouse") ? "documents_rows" : "documents") + " WHERE id = "
                                + id
                                + " ORDER BY change_seq"))
                .as("what the update itself leaves out is marked")
                .startsWith("u|,body,");
        assertThat(pipeline.problems()).isEmpty();
    }

    /** What a warehouse lacks comes back by check --repair and by a snapshot that is asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void whatAWarehouseLacksIsReadAgain(String warehouse) {
        var table = warehouse.equals("clickhouse") ? "friends_rows" : "friends";
        awaitFriends(warehouse, 5);
        Rows.execute(Pipeline.server(warehouse), source.name(), "DELETE FROM " + table + " WHERE id IN (2, 3)");
        var repaired = Commands.run(settings, "check", "friends", "--repair");
        assertThat(repaired.output()).contains("friends");
        awaitFriends(warehouse, 5);
        await("nothing that differs").untilAsserted(() -> assertThat(
                        Commands.run(settings, "check", "friends").exitCode())
                .as(repaired.output())
                .isZero());
        Rows.execute(Pipeline.server(warehouse), source.name(), "DELETE FROM " + table + " WHERE id <= 4");
        var asked = Commands.run(settings, "snapshot", "friends");
        assertThat(asked.exitCode()).as(asked.output()).isZero();
        awaitFriends(warehouse, 5);
    }

    /** Refused, cured and sent back, each takes its place; what is forgotten is gone. */
    @Test
    void deadLettersAreReplayedAndKeysForgotten() {
        source.execute("INSERT INTO friends VALUES (7, 'small')");
        await("the row").untilAsserted(() -> assertThat(names(7)).containsExactly("c|small"));
        Rows.execute(
                TestServers.postgres(),
                source.name(),
                "ALTER TABLE friends_stage ADD CONSTRAINT small CHECK (length(name) < 50)");
        source.execute(
                "UPDATE friends SET name = repeat('large', 20) WHERE id = 7",
                "UPDATE friends SET name = 'small again' WHERE id = 7");
        await("the change behind it")
                .untilAsserted(() -> assertThat(names(7)).containsExactly("c|small", "u|small again"));
        Rows.execute(TestServers.postgres(), source.name(), "ALTER TABLE friends_stage DROP CONSTRAINT small");
        var replayed = Commands.run(settings, "dead-letters", "replay", "--reason", "sqlstate 23514");
        assertThat(replayed.output()).contains("1 dead letter sent back");
        await("the one that was refused").untilAsserted(() -> assertThat(names(7))
                .containsExactly("c|small", "u|" + "large".repeat(20), "u|small again"));
        source.execute("DELETE FROM friends WHERE id = 7");
        await("the delete")
                .untilAsserted(() -> assertThat(names(7)).hasSize(4).last().isEqualTo("d|small again"));
        var forgotten = Commands.run(settings, "forget", "friends", "7");
        assertThat(forgotten.exitCode()).as(forgotten.output()).isZero();
        assertThat(names(7)).isEmpty();
        assertThat(forgotten.output()).doesNotContain("small").contains("PostgreSQL's log has its changes");

        source.execute("INSERT INTO friends VALUES (7, 'anew')");
        await("a new row").untilAsserted(() -> assertThat(names(7)).containsExactly("c|anew"));
        var tables = AppliedTables.of(pipeline.context()).all();
        tables.forEach(AppliedTable::pause);
        source.execute(
                "UPDATE friends SET name = 'under way' WHERE id = 7",
                "DELETE FROM friends WHERE id = 7",
                "INSERT INTO friends VALUES (8, 'behind')");
        assertThat(Commands.run(settings, "forget", "friends", "7").exitCode()).isZero();
        tables.forEach(AppliedTable::resume);
        await("what is behind it").untilAsserted(() -> assertThat(names(8)).containsExactly("c|behind"));
        assertThat(names(7)).isEmpty();
    }

    private List<String> names(int id) {
        return Rows.of(
                TestServers.postgres(),
                source.name(),
                "SELECT op_type, name FROM friends WHERE id = " + id + " ORDER BY change_seq");
    }

    private void awaitFriends(String warehouse, int count) {
        await("friends in " + warehouse).untilAsserted(() -> assertThat(Rows.of(
                        Pipeline.server(warehouse),
                        source.name(),
                        "SELECT count(*) FROM friends_current WHERE id <= 5"))
                .containsExactly(String.valueOf(count)));
    }

    /** The log has the new key, and nothing of a value that stays; another row may have had that key before. */
    @Test
    void aLargeValueBesideAChangedKeyIsReadFromTheSource() {
        source.execute(
                "INSERT INTO documents VALUES (32, 'other', 'another row', NULL, NULL)",
                "DELETE FROM documents WHERE id = 32",
                "INSERT INTO documents SELECT 31"
                        + ", 'draft', string_agg(md5(i::text), ''), NULL, NULL FROM generate_series(1, 500) i",
                "UPDATE documents SET id = 32 WHERE id = 31");
        var large = md5("string_agg(md5(i::text), '')");
        for (var warehouse : List.of("clickhouse", "postgres")) {
            var hash = warehouse.equals("clickhouse") ? "lower(hex(MD5(body)))" : "md5(body)";
            for (var table : List.of("documents_current", "documents_now")) {
                await("the value in " + table + " in " + warehouse).untilAsserted(() -> assertThat(Rows.of(
                                Pipeline.server(warehouse),
                                source.name(),
                                "SELECT id, state, " + hash + " FROM " + table + " WHERE id IN (31, 32)"))
                        .containsExactly("32|draft|" + large));
            }
        }
    }

    private String md5(String large) {
        return Rows.of(source.server(), source.name(), "SELECT md5(" + large + ") FROM generate_series(1, 500) i")
                .get(0);
    }

    private List<String> versions(String warehouse, int id) {
        return Rows.of(
                Pipeline.server(warehouse),
                source.name(),
                "SELECT op_type, owner_id, asset_info, effective_start_ts, effective_end_ts, change_seq FROM item_assets"
                        + " WHERE id = " + id + " ORDER BY change_seq");
    }
}
