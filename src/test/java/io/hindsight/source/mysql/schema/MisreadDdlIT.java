package io.hindsight.source.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DDL that Debezium reads wrongly, or not at all, stops capture with the cure, before a value is in a wrong column. */
class MisreadDdlIT {

    private final String shop = Unique.name("misread");
    private CapturePipeline capture;

    @BeforeEach
    void start() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop + ".`od``d` (id INT PRIMARY KEY, `a``b` INT)",
                        "CREATE TABLE " + shop + ".other (id INT PRIMARY KEY, `a``b` INT)",
                        "INSERT INTO " + shop + ".`od``d` VALUES (1, 1)");
        capture = CapturePipeline.start(
                shop,
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(),
                "hindsight.table.t.source",
                shop + ".od`d",
                "hindsight.table.t.topic",
                shop + ".t");
    }

    @AfterEach
    void stop() {
        capture.close();
    }

    @Test
    void aColumnWithABacktickThatIsAltered() {
        try (var items = capture.topic("t")) {
            items.until(changes -> changes.size() == 1);
            TestServers.mySql()
                    .execute(
                            "ALTER TABLE " + shop + ".`od``d` ADD fine INT",
                            "ALTER TABLE " + shop + ".other ADD z INT AFTER `a``b`",
                            "INSERT INTO " + shop + ".`od``d` VALUES (2, 2, 2)");
            items.until(changes -> changes.size() == 2);
            TestServers.mySql()
                    .execute(
                            "ALTER TABLE " + shop + ".`od``d` ADD z INT AFTER `a``b`",
                            "INSERT INTO " + shop + ".`od``d` VALUES (3, 3, 33, 3)");
            var after =
                    items.until(changes -> changes.size() == 3).get(2).value().path("after");
            assertThat(after.path("a`b").asInt()).isEqualTo(3);
            assertThat(after.path("z").asInt()).isEqualTo(33);
            assertThat(after.path("fine").asInt()).isEqualTo(3);
        }
    }

    @Test
    void aStatementThatCannotBeRead() {
        try (var items = capture.topic("t")) {
            items.until(changes -> changes.size() == 1);
            TestServers.mySql()
                    .execute(
                            "ALTER TABLE " + shop + ".`od``d` RENAME COLUMN `a``b` TO c",
                            "INSERT INTO " + shop + ".`od``d` VALUES (2, 2)");
            var after =
                    items.until(changes -> changes.size() == 2).get(1).value().path("after");
            assertThat(after.path("c").asInt()).isEqualTo(2);
        }
    }
}
