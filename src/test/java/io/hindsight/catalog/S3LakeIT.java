package io.hindsight.catalog;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Directories;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.RestCatalogServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.S3Server;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

/** A lake on S3 that is written by a REST catalog is whole whatever ends in the middle of it, as ClickHouse reads it. */
class S3LakeIT {

    private static final int KEYS = 20;
    private static final int KILLS = 4;
    private static final int OUTAGES = 2;
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "reader", "AWS_SECRET_ACCESS_KEY", "secret");

    private final String name = Unique.name("s3lake");
    private final Path directory = Path.of("target", "lake", "s3");
    private int visits;

    @Test
    void noChangeIsLostOrDoubledByKillsAndByAStorageThatIsAway() throws Exception {
        Directories.delete(directory);
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".people (id INT PRIMARY KEY, visits INT)",
                        "INSERT INTO " + name + ".people VALUES "
                                + IntStream.range(0, KEYS)
                                        .mapToObj(id -> "(" + id + ", 0)")
                                        .reduce((one, other) -> one + ", " + other)
                                        .orElseThrow());
        var s3 = S3Server.start(directory, "lake");
        var storage = new TreeMap<>(s3.properties());
        storage.put("client.region", "us-east-1");
        var catalogs = new TreeMap<>(storage);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        catalogs.putAll(Map.of(
                "uri",
                TestServers.postgres().jdbcUrl(name),
                "jdbc.user",
                TestServers.postgres().username(),
                "jdbc.password",
                TestServers.postgres().password(),
                "warehouse",
                "s3://lake/histories",
                "io-impl",
                "org.apache.iceberg.aws.s3.S3FileIO",
                "s3.access-key-id",
                "reader",
                "s3.secret-access-key",
                "secret"));
        try (var catalog = new RestCatalogServer(catalogs);
                var program = PipelineProcess.start(directory, settings(catalog, storage), CREDENTIALS)) {
            awaitWhole(s3);
            for (var kill = 0; kill < KILLS; kill++) {
                visit();
                // one in the middle of a commit, another behind it
                TimeUnit.MILLISECONDS.sleep(150L * kill);
                program.kill();
                visit();
                program.startAgain();
            }
            awaitWhole(s3);
            for (var outage = 0; outage < OUTAGES; outage++) {
                // killed, it would leave files of its own half written
                s3.stop();
                visit();
                s3.restart();
                visit();
            }
            awaitWhole(s3);
            assertThat(catalog.catalog()
                            .loadTable(TableIdentifier.of(Namespace.of("hindsight"), "people_history"))
                            .location())
                    .startsWith("s3://lake/histories/");
        } finally {
            s3.close();
        }
    }

    private Map<String, String> settings(RestCatalogServer catalog, Map<String, String> storage) {
        var settings = new TreeMap<>(Pipeline.settings(name, List.of(Pipeline.LAKE)));
        var lake = "hindsight.warehouse.lake.";
        settings.put(lake + "url", "s3://lake/histories");
        settings.put(lake + "catalog.type", "rest");
        settings.put(lake + "catalog.uri", catalog.uri());
        storage.forEach((key, value) -> settings.put(lake + "catalog." + key, value));
        settings.put("hindsight.table.people_history.source", name + ".people");
        return settings;
    }

    private void visit() {
        visits++;
        for (var id = 0; id < KEYS; id++) {
            TestServers.mySql().execute("UPDATE " + name + ".people SET visits = " + visits + " WHERE id = " + id);
        }
    }

    /** Each person has one version for each visit, which ends where the next begins, and the last is open. */
    private void awaitWhole(S3Server s3) {
        var table = "icebergS3('" + s3.properties().get("s3.endpoint")
                + "/lake/histories/hindsight/people_history', 'reader', 'secret')";
        var asked = "SELECT id, count(), uniqExact(visits), max(visits), countIf(is_current), sum(gap) FROM (SELECT id,"
                + " visits, is_current, effective_end_ts IS DISTINCT FROM leadInFrame(effective_start_ts::Nullable(DateTime64(6)),"
                + " 1, NULL) OVER (PARTITION BY id ORDER BY change_seq ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)"
                + " AS gap FROM " + table + ") GROUP BY id ORDER BY id";
        var expected = IntStream.range(0, KEYS)
                .mapToObj(id -> id + "|" + (visits + 1) + "|" + (visits + 1) + "|" + visits + "|1|0")
                .toList();
        await("all " + visits + " visits").ignoreExceptions().untilAsserted(() -> assertThat(
                        Rows.of(TestServers.clickHouse(), "system", asked))
                .isEqualTo(expected));
    }
}
