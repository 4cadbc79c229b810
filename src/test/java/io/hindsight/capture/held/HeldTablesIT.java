package io.hindsight.capture.held;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that can't be followed is held where that began, whatever ends and starts again; all others go on. */
class HeldTablesIT {

    private static final String HUGE = "REPEAT('x', 200000)";

    private final String shop = Unique.name("held");
    private final String name = Unique.name("p");

    @BeforeEach
    void tables() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop + ".notes (id INT PRIMARY KEY, body LONGTEXT)",
                        "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY)");
    }

    private CapturePipeline capture() {
        return CapturePipeline.start(
                name,
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(shop + ".notes", shop + ".items"),
                "hindsight.kafka.max-message-bytes",
                "100000");
    }

    private void note(int id, String body) {
        TestServers.mySql().execute("INSERT INTO " + shop + ".notes VALUES (" + id + ", " + body + ")");
    }

    /** Returns when a change of the other table, made now, has come: all before it has been dealt with. */
    private void awaitItem(CapturePipeline capture, int id) {
        TestServers.mySql().execute("INSERT INTO " + shop + ".items VALUES (" + id + ")");
        try (var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.stream().anyMatch(change -> isOf(change, id)));
        }
    }

    private static boolean isOf(TopicReader.Change change, int id) {
        return change.key().equals("{\"id\":" + id + "}");
    }

    private static String isHeld(CapturePipeline capture) {
        return capture.problem("held-tables").orElse("");
    }

    @Test
    void aTableIsHeldFromTheChangeOnThatCantBeSentAndStaysSo() {
        try (var capture = capture();
                var notes = capture.topic(shop + ".notes")) {
            note(1, "'before'");
            notes.until(changes -> changes.size() == 1);
            note(2, HUGE);
            note(3, "'behind'");
            awaitItem(capture, 1);
            assertThat(isHeld(capture))
                    .contains(
                            shop + ".notes is held since ",
                            "a change of " + shop + ".notes takes more bytes than",
                            "hindsight.kafka.max-message-bytes=100000",
                            "hindsight resume " + shop + "_notes");
            assertThat(capture.problem()).isEmpty();
            assertThat(capture.gauge("hindsight.held.tables", "table", shop + ".notes"))
                    .isOne();
            assertThat(capture.gauge("hindsight.held.tables", "table", shop + ".items"))
                    .isZero();
        }
        note(4, "'while nothing ran'");
        try (var capture = capture();
                var notes = capture.topic(shop + ".notes")) {
            awaitItem(capture, 2);
            note(5, "'after a restart'");
            TestServers.mySql().execute("TRUNCATE TABLE " + shop + ".notes");
            awaitItem(capture, 3);
            assertThat(isHeld(capture)).contains(shop + ".notes is held");
            assertThat(notes.read()).hasSize(1);
        }
    }

    /** As when the instance is killed between the two: what was before the hold comes again, what is behind it doesn't. */
    @Test
    void anOffsetFromBeforeTheHoldLosesNothing() throws SQLException {
        Settings settings;
        BinlogOffset place;
        try (var capture = capture();
                var notes = capture.topic(shop + ".notes");
                var mySql = TestServers.mySql().connect(shop)) {
            settings = capture.settings();
            note(1, "'one'");
            notes.until(changes -> changes.size() == 1);
            place = BinlogOffset.end(mySql);
            note(2, "'two'");
            note(3, HUGE);
            note(4, "'four'");
            awaitItem(capture, 1);
        }
        new StoredOffset(settings).rewrite(offset -> {
            offset.remove(List.of("event", "row"));
            return offset.setAll(place.json());
        });
        try (var capture = capture();
                var notes = capture.topic(shop + ".notes")) {
            awaitItem(capture, 2);
            assertThat(notes.read())
                    .extracting(TopicReader.Change::key)
                    .contains("{\"id\":2}")
                    .doesNotContain("{\"id\":3}", "{\"id\":4}");
            assertThat(notes.read().stream().filter(change -> isOf(change, 2))).hasSize(2);
        }
    }

    @Test
    void namesThatKafkaHasNoTopicForHoldTheirTablesOnly() {
        TestServers.mySql()
                .execute(
                        "CREATE TABLE " + shop + ".`Gemüse` (id INT PRIMARY KEY)",
                        "CREATE TABLE " + shop + ".`a/b c` (id INT PRIMARY KEY)",
                        "INSERT INTO " + shop + ".`Gemüse` VALUES (1)");
        var settings = new String[] {
            "hindsight.table.vegetables.source", shop + ".Gemüse",
            "hindsight.table.vegetables.topic", name + ".Gemüse",
            "hindsight.table.odd.source", shop + ".a/b c",
            "hindsight.table.odd.topic", name + ".t?brokers=evil:1",
            "hindsight.table.z.source", shop + ".notes",
            "hindsight.table.z.topic", name + "." + shop.replace('_', '.') + ".items",
        };
        try (var capture = CapturePipeline.start(
                name, TestServers.mySql(), TestServers.kafka(), List.of(shop + ".items"), settings)) {
            await().untilAsserted(() -> assertThat(isHeld(capture))
                    .contains(
                            shop + ".Gemüse is held",
                            "hindsight.table.vegetables.topic=" + name + ".vegetables",
                            shop + ".a/b c is held",
                            "hindsight.table.odd.topic="));
            TestServers.mySql().execute("INSERT INTO " + shop + ".`a/b c` VALUES (1)");
            awaitItem(capture, 1);
            assertThat(isHeld(capture))
                    .contains(shop + ".notes is held", "doesn't tell a dot", "hindsight.table.z.topic=")
                    .doesNotContain("items is held");
            assertThat(capture.problem()).isEmpty();
        }
    }

    /** No server that can be had writes such a type or such a method: they are altered on the way. */
    @Test
    void aTypeAndAValueThatNobodyKnowsHoldTheirTablesOnly(@TempDir Path directory) {
        var server = TestServers.mariaDb();
        server.execute(
                "CREATE DATABASE " + shop,
                "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY)",
                "CREATE TABLE " + shop + ".packed (id INT PRIMARY KEY, v VARCHAR(90) COMPRESSED)",
                "CREATE TABLE " + shop + ".packed_too (id INT PRIMARY KEY, v VARCHAR(90) COMPRESSED)",
                "CREATE TABLE " + shop + ".strange (id INT PRIMARY KEY)");
        try (var proxy = TcpProxy.start(server.port(), directory.resolve("port"));
                var capture = CapturePipeline.start(
                        name,
                        server,
                        TestServers.kafka(),
                        List.of(shop + ".packed", shop + ".strange", shop + ".items"),
                        "hindsight.source.kind",
                        "mariadb",
                        "hindsight.source.port",
                        String.valueOf(proxy.port()));
                var packed = capture.topic(shop + ".packed");
                var items = capture.topic(shop + ".items")) {
            server.execute("INSERT INTO " + shop + ".packed VALUES (1, 'before')");
            packed.until(changes -> changes.size() == 1);
            proxy.alter(HeldTablesIT::likeALaterServer);
            server.execute(
                    "INSERT INTO " + shop + ".packed_too VALUES (1, 'unreadable')",
                    "INSERT INTO " + shop + ".items VALUES (1)",
                    "INSERT INTO " + shop + ".packed VALUES (2, 'good'), (3, 'unreadable'), (4, 'good')",
                    "UPDATE " + shop + ".packed SET v = 'behind'",
                    "INSERT INTO " + shop + ".strange VALUES (1)",
                    "INSERT INTO " + shop + ".items VALUES (2)");
            items.until(changes -> changes.size() == 2);
            assertThat(isHeld(capture))
                    .contains(shop + ".packed is held since ", "has a row of it that can't be read")
                    .contains(shop + ".strange is held since ")
                    .doesNotContain("packed_too", "items is held");
            assertThat(capture.problem()).isEmpty();
            assertThat(packed.read()).hasSize(1);
        }
    }

    private static void likeALaterServer(byte[] bytes, int count) {
        var text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        for (var at = text.indexOf("\0unreadable"); at >= 0; at = text.indexOf("\0unreadable", at + 1)) {
            bytes[at] = 0x70;
        }
        var strange = "strange\0\1\3";
        for (var at = text.indexOf(strange); at >= 0; at = text.indexOf(strange, at + 1)) {
            bytes[at + strange.length() - 1] = (byte) 143;
        }
    }
}
