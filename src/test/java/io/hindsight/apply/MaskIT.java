package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.registry.SentValues;
import io.hindsight.settings.MessageFormat;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Masked values leave capture masked: no topic, no warehouse and no dead letter has ever seen them. */
class MaskIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks");
    private static final String SECRET = "a secret of many characters";

    private final String database = Unique.name("masked");

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void nothingThatIsMaskedIsSeenInKafkaOrAWarehouse(MessageFormat format) throws Exception {
        createSource();
        insert(1);
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + database));
        try (var pipeline = Pipeline.start(settings(format))) {
            // from the snapshot
            await().ignoreExceptions().untilAsserted(() -> assertThat(
                            Rows.of(Pipeline.server("postgres"), database, "SELECT id FROM people"))
                    .containsExactly("1"));
            insert(2);
            TestServers.mySql()
                    .execute(
                            "UPDATE " + database + ".people SET visits = visits + 1",
                            // PostgreSQL keeps no NUL
                            "UPDATE " + database + ".people SET plain = CONCAT('a', CHAR(0)) WHERE id = 2",
                            "DELETE FROM " + database + ".people WHERE id = 1");
            for (var warehouse : WAREHOUSES) {
                await(warehouse).untilAsserted(() -> assertThat(masked(warehouse, "people", "1, 2"))
                        .as(() -> String.valueOf(pipeline.problems()))
                        .containsOnly(hash("planted@example.org") + "|" + hash("1234.50") + "|***|null|P|null"));
                await(warehouse).untilAsserted(() -> assertThat(
                                Rows.of(Pipeline.server(warehouse), database, "SELECT id FROM people_now"))
                        .containsExactly("2"));
            }
            TestTopic.read(TestServers.kafka(), database + ".dead-letters", 1);
        }
        var form = new SentValues(Settings.of(settings(format)).kafka().registry());
        for (var topic : topics()) {
            for (var message : TestTopic.read(TestServers.kafka(), topic, 0)) {
                // as it was sent, and as what it stands for
                assertThat(text(message.key()) + text(message.value()) + text(form.json(message.value())))
                        .as(topic)
                        .doesNotContain("planted", "Planted", "1234.5", "\"birthday\":398", "\"note\":", "secretive");
            }
        }
    }

    @Test
    void aMaskThatDoesNotFitIsRefusedWithTheCure() {
        createSource();
        for (var wrong : Map.of(
                        "id:hash", "is part of the key",
                        "adress:drop", "there is no column adress",
                        "document:hash", "drop or redact it",
                        "birthday:truncate(2)", "it is no text")
                .entrySet()) {
            var settings = Pipeline.settings(database, List.of("postgres"));
            settings.put("hindsight.table.people.source", database + ".people");
            settings.put("hindsight.table.people.mask", wrong.getKey());
            settings.put("hindsight.mask.secret", SECRET);
            assertThatThrownBy(() -> SourceTables.once(Settings.of(settings))).hasMessageContaining(wrong.getValue());
        }
        var settings = Pipeline.settings(database, List.of("postgres"));
        settings.put("hindsight.table.people.source", database + ".people");
        settings.put("hindsight.table.people.mask", "email:hash, name:shred");
        assertThatThrownBy(() -> Settings.of(settings))
                .hasMessageContaining("hindsight.mask.secret: a hash needs a secret")
                .hasMessageContaining("'shred' is no mask");
    }

    private void createSource() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + database,
                        "CREATE TABLE " + database + ".people (id INT PRIMARY KEY, Email VARCHAR(100), salary"
                                + " DECIMAL(10,2), phone CHAR(20) NOT NULL, birthday DATE NOT NULL, name VARCHAR(50),"
                                + " note TEXT, document JSON, visits INT NOT NULL, plain VARCHAR(9))");
    }

    private void insert(int id) {
        TestServers.mySql()
                .execute("INSERT INTO " + database + ".people VALUES (" + id + ", 'planted@example.org', 1234.5,"
                        + " 'planted', '1971-02-03', 'Planted', 'planted note', '{\"planted\": 1}', 0, 'plain')");
    }

    private Map<String, String> settings(MessageFormat format) {
        var settings = Pipeline.settings(database, WAREHOUSES);
        settings.put("hindsight.kafka.format", format.name().toLowerCase(Locale.ROOT));
        settings.put("hindsight.kafka.registry.url", TestServers.registry().url());
        for (var table : List.of("people", "people_now")) {
            settings.put("hindsight.table." + table + ".source", database + ".people");
        }
        settings.put("hindsight.table.people_now.keep", "current");
        settings.put(
                "hindsight.table.people.mask",
                "Email:hash, salary:hash, phone:redact, birthday:redact, name:truncate(1), note:drop, document:redact");
        settings.put("hindsight.mask.secret", SECRET);
        return settings;
    }

    /** The masked columns of all versions that came from the snapshot and from the binlog. */
    private List<String> masked(String warehouse, String table, String ids) {
        var quote = warehouse.equals("postgres") ? "\"Email\"" : "`Email`";
        var rows = Rows.of(
                Pipeline.server(warehouse),
                database,
                "SELECT DISTINCT " + quote + ", salary, phone, birthday, name, document FROM " + table
                        + " WHERE id IN (" + ids + ")");
        assertThat(Rows.of(Pipeline.server(warehouse), database, "SELECT count(DISTINCT id) FROM " + table))
                .containsExactly("2");
        return rows;
    }

    private static String hash(String value) throws Exception {
        var hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(hmac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> topics() throws Exception {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            var topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(database))
                    .toList();
            assertThat(topics).contains(database + ".dead-letters", database + ".schema-history", database);
            return topics;
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
