package io.hindsight.source.mysql.schema;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.reconcile.Commands;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table whose masked column goes, or goes on under another name, is held before its values are written. */
class RenamedMaskIT {

    private static final String SECRET = "planted";

    private final String shop = Unique.name("renamed");
    private CapturePipeline capture;

    @BeforeEach
    void makeTable() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop + ".people (id INT PRIMARY KEY, email VARCHAR(100), plain INT)",
                        "INSERT INTO " + shop + ".people VALUES (1, '" + SECRET + "', 1)",
                        "CREATE TABLE " + shop + ".others (id INT PRIMARY KEY)",
                        "CREATE TABLE " + shop + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL,"
                                + " data MEDIUMTEXT)");
    }

    @AfterEach
    void stop() {
        capture.close();
    }

    @Test
    void underAnotherName() {
        startAndAwaitFirst("email:redact");
        alter("RENAME COLUMN email TO mail");
        insert("2, 'planted', 2");
        awaitProblem("column email of " + shop + ".people", "called mail", "hindsight.table.people.mask=email|mail:…");
        nothingIsSeen(1);
        // no other is concerned
        TestServers.mySql().execute("INSERT INTO " + shop + ".others VALUES (1)");
        try (var others = capture.topic(shop + ".others")) {
            others.until(changes -> !changes.isEmpty());
        }
        assertThat(capture.problem()).isEmpty();
        resume("email|mail:redact");
        insert("3, 'planted', 3");
        nothingIsSeen(3);
    }

    @Test
    void underAnotherNameWhileItWasDown() {
        startAndAwaitFirst("email:redact");
        capture.close();
        insert("2, 'planted', 2");
        alter("RENAME COLUMN email TO mail");
        insert("3, 'planted', 3");
        start("email:redact");
        awaitProblem("hindsight.table.people", "no column email, which is masked", "mask=email|other_name:…");
        capture.close();
        // it stays so until somebody says that all is well
        start("mail:redact");
        awaitProblem("hindsight.table.people", "no column email, which is masked");
        nothingIsSeen(1);
        resume("Email | MAIL :redact");
        nothingIsSeen(3);
    }

    @Test
    void withAnotherColumnUnderItsName() {
        startAndAwaitFirst("email:redact");
        alter("RENAME COLUMN email TO old, ADD email VARCHAR(100)");
        insert("2, 'planted', 2, 'planted'");
        awaitProblem("called old", "mask=email|old:…");
        nothingIsSeen(1);
        resume("email|old:redact");
        nothingIsSeen(2);
    }

    @Test
    void aTableWithoutItInItsPlace() {
        startAndAwaitFirst("email:redact");
        TestServers.mySql()
                .execute(
                        "CREATE TABLE " + shop + ".other (id INT PRIMARY KEY, post VARCHAR(100), plain INT)",
                        "RENAME TABLE " + shop + ".people TO " + shop + ".former, " + shop + ".other TO " + shop
                                + ".people");
        insert("2, 'planted', 2");
        awaitProblem("no column email, which is masked, among id, post, plain", "mask=email|other_name:…");
        nothingIsSeen(1);
        resume("email|post:redact");
        nothingIsSeen(2);
    }

    @Test
    void dropped() {
        startAndAwaitFirst("email:redact");
        insert("2, 'planted', 2");
        alter("DROP COLUMN email");
        insert("3, 3");
        awaitProblem("no column email, which is masked", "mask=email?:…");
        resume("email?:redact");
        nothingIsSeen(3);
    }

    @Test
    void addedLater() {
        capture = start("email:redact, phone:redact");
        awaitProblem("no column phone, which is masked", "mask=phone?:…");
        resume("email:redact, phone?:redact");
        nothingIsSeen(1);
        alter("ADD phone VARCHAR(100), RENAME COLUMN email TO EMAIL");
        insert("2, 'planted', 2, 'planted'");
        nothingIsSeen(2);
        assertThat(capture.problem()).isEmpty();
        alter("CHANGE phone tel VARCHAR(100)");
        awaitProblem("column phone of " + shop + ".people", "called tel");
    }

    @Test
    void ofAnotherType() {
        startAndAwaitFirst("email:truncate(1)");
        alter("DROP COLUMN email, ADD email INT");
        insert("2, 2, 1234567");
        awaitProblem("column email of " + shop + ".people is no text", "drop or redact it");
        nothingIsSeen(1);
        resume("email:redact");
        nothingIsSeen(2);
    }

    private CapturePipeline start(String mask) {
        capture = CapturePipeline.start(
                shop,
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(),
                "hindsight.table.people.source",
                shop + ".people",
                "hindsight.table.people.mask",
                mask,
                "hindsight.table.others.source",
                shop + ".others",
                "hindsight.source.signal-table",
                shop + ".signals");
        return capture;
    }

    /** With the mask as it should be. */
    private void resume(String mask) {
        capture.close();
        start(mask);
        // what comes after that asks the warehouse, and there is none
        Commands.run(capture.properties(), "resume", "people");
    }

    private void startAndAwaitFirst(String mask) {
        start(mask);
        nothingIsSeen(1);
    }

    /** So many rows are in the topic, and none has what is masked. */
    private void nothingIsSeen(int rows) {
        try (var people = capture.topic(shop + ".people")) {
            assertThat(people.until(changes -> keys(changes) >= rows))
                    .noneSatisfy(change -> assertThat(String.valueOf(change)).contains(SECRET))
                    .satisfies(changes -> assertThat(keys(changes)).isEqualTo(rows));
        }
    }

    private static int keys(List<? extends TopicReader.Change> changes) {
        return (int) changes.stream().map(TopicReader.Change::key).distinct().count();
    }

    private void alter(String how) {
        TestServers.mySql().execute("ALTER TABLE " + shop + ".people " + how);
    }

    private void insert(String values) {
        TestServers.mySql().execute("INSERT INTO " + shop + ".people VALUES (" + values + ")");
    }

    private void awaitProblem(String... words) {
        await().untilAsserted(() ->
                assertThat(capture.problem("held-tables").orElse("none")).contains(words));
    }
}
