package io.hindsight.source.mysql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GTIDs are switched on and off, a step at a time, as MySQL wants it; capture loses nothing and tells nothing twice. */
class GtidModeIT {

    private static final List<String> ON = List.of("OFF_PERMISSIVE", "ON_PERMISSIVE", "ON");
    private static final List<String> OFF = List.of("ON_PERMISSIVE", "OFF_PERMISSIVE", "OFF");

    private static MySqlServer server;

    private final String shop = Unique.name("gtids");
    private CapturePipeline capture;
    private int last;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MySqlServer.start(directory, "--enforce-gtid-consistency=ON");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void onAndOffWhileCaptureRunsAcrossItsRestartsAndWhileItIsOff() {
        server.execute("CREATE DATABASE " + shop, "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY)");
        start();
        insert();
        switchThrough(ON, this::awaitAll);
        switchThrough(OFF, this::awaitAll);
        switchThrough(ON, this::restart);
        // a file later, all GTIDs are known, by which another server could go on
        server.execute("FLUSH BINARY LOGS");
        insert();
        awaitAll();
        var settings = capture.settings();
        capture.close();
        assertThat(new StoredOffset(settings)
                        .offset()
                        .orElseThrow()
                        .path("gtids")
                        .asText())
                .isNotEmpty();
        start();
        switchThrough(OFF, this::restart);
        whatTheServerWontSend();
        assertThat(capture.problem()).isEmpty();
        capture.close();
    }

    /** In its last step MySQL wants all transactions without GTIDs to have been read, or it refuses to send them. */
    private void whatTheServerWontSend() {
        capture.close();
        insert();
        switchThrough(ON, () -> {});
        start();
        await().untilAsserted(() -> assertThat(capture.problem().orElse(""))
                .contains("without GTIDs", "SET GLOBAL gtid_mode = ON_PERMISSIVE"));
        server.execute("SET GLOBAL gtid_mode = ON_PERMISSIVE");
        awaitAll();
        server.execute("SET GLOBAL gtid_mode = ON");
        insert();
        awaitAll();
    }

    private void switchThrough(List<String> modes, Runnable then) {
        for (var mode : modes) {
            server.execute("SET GLOBAL gtid_mode = " + mode);
            insert();
            then.run();
        }
    }

    private void insert() {
        last++;
        server.execute("INSERT INTO " + shop + ".items VALUES (" + last + ")");
    }

    private void start() {
        capture = CapturePipeline.start(shop, server, TestServers.kafka(), List.of(shop + ".items"));
    }

    /** Stopped in the mode, and started in it with something to read. */
    private void restart() {
        awaitAll();
        capture.close();
        insert();
        start();
        awaitAll();
    }

    private void awaitAll() {
        try (var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() >= last);
            var ids = items.read().stream()
                    .map(change -> change.row().path("id").asInt())
                    .sorted()
                    .toList();
            assertThat(ids).hasSize(last).doesNotHaveDuplicates();
        }
    }
}
