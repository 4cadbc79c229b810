package io.hindsight.catalog;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.iceberg.LocalFiles;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A lake whose catalog is in PostgreSQL is found by readers through the program itself, with its views. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LakeCatalogIT {

    private static final String TOKEN =
            Base64.getEncoder().encodeToString("hindsight:let me in".getBytes(StandardCharsets.UTF_8));
    private static final Namespace NAMESPACE = Namespace.of("hindsight");

    private final String name = Unique.name("catalog");
    private final Http http = Http.onFreePort();
    private Pipeline pipeline;
    private RESTCatalog catalog;

    @BeforeAll
    void start() {
        TestServers.postgres().execute("CREATE DATABASE " + name);
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".people (id INT PRIMARY KEY, name VARCHAR(20), visits INT)",
                        "INSERT INTO " + name + ".people VALUES (1, 'Ada', 1), (2, 'Eve', 1)");
        var settings = new TreeMap<>(Pipeline.settings(name, List.of(Pipeline.LAKE)));
        var postgres = TestServers.postgres();
        settings.putAll(Map.of(
                "hindsight.warehouse.lake.catalog.type",
                "jdbc",
                "hindsight.warehouse.lake.catalog.uri",
                postgres.jdbcUrl(name),
                "hindsight.warehouse.lake.catalog.jdbc.user",
                postgres.username(),
                "hindsight.warehouse.lake.catalog.jdbc.password",
                postgres.password(),
                "hindsight.table.history.source",
                name + ".people",
                "hindsight.table.history.tracked",
                "name",
                "hindsight.table.latest.source",
                name + ".people",
                "hindsight.table.latest.keep",
                "current",
                "hindsight.http.port",
                String.valueOf(http.port()),
                "hindsight.http.password",
                "let me in"));
        pipeline = Pipeline.startServed(settings);
        catalog = reader(TOKEN);
        awaitRows(2);
        TestServers.mySql()
                .execute(
                        "UPDATE " + name + ".people SET visits = 2 WHERE id = 1",
                        "UPDATE " + name + ".people SET name = 'Eva' WHERE id = 2",
                        "DELETE FROM " + name + ".people WHERE id = 1");
        awaitRows(5);
    }

    private RESTCatalog reader(String token) {
        var reader = new RESTCatalog();
        reader.initialize(
                "lake",
                Map.of(
                        "uri", http.uri("/catalog/lake").toString(),
                        "token", token,
                        "io-impl", LocalFiles.class.getName()));
        return reader;
    }

    private void awaitRows(int rows) {
        await().ignoreExceptions().until(() -> {
            var snapshot =
                    catalog.loadTable(TableIdentifier.of(NAMESPACE, "history")).currentSnapshot();
            var summary = snapshot.summary();
            return Integer.parseInt(summary.get("total-records"))
                            - Integer.parseInt(summary.get("total-position-deletes"))
                    == rows;
        });
    }

    @AfterAll
    void stop() throws Exception {
        catalog.close();
        pipeline.close();
    }

    @Test
    void tablesAndViewsAreListedAndLoaded() {
        assertThat(catalog.listNamespaces()).containsExactly(NAMESPACE);
        assertThat(catalog.listTables(NAMESPACE))
                .extracting(TableIdentifier::name)
                .containsExactlyInAnyOrder("history", "latest_rows");
        assertThat(catalog.listViews(NAMESPACE))
                .extracting(TableIdentifier::name)
                .containsExactlyInAnyOrder("history_current", "history_versions", "latest");
        var view = catalog.loadView(TableIdentifier.of(NAMESPACE, "history_versions"));
        assertThat(view.sqlFor("trino"))
                .extracting(SQLViewRepresentation::sql)
                .asString()
                .contains("\"effective_start_ts\"");
        assertThat(view.sqlFor("spark"))
                .extracting(SQLViewRepresentation::sql)
                .asString()
                .contains("`effective_start_ts`");
        assertThat(view.schema().findField("change_seq")).isNotNull();
    }

    @Test
    void whoHasNotLoggedInReadsNothingAndNobodyWrites() {
        assertThatThrownBy(() -> reader("bm9ib2R5Og==")).isInstanceOf(NotAuthorizedException.class);
        var config = http.uri("/catalog/lake/v1/config");
        assertThat(http.send(HttpRequest.newBuilder(config).build()).statusCode())
                .isEqualTo(401);
        assertThatThrownBy(() -> catalog.dropTable(TableIdentifier.of(NAMESPACE, "history"), false))
                .isInstanceOf(RuntimeException.class);
        assertThat(status("/catalog/lake/v1/namespaces/others/tables")).isEqualTo(404);
        assertThat(status("/catalog/lake/v1/namespaces/hindsight/tables/nothing"))
                .isEqualTo(404);
        assertThat(status("/catalog/nothing/v1/config")).isEqualTo(404);
        assertThat(catalog.tableExists(TableIdentifier.of(NAMESPACE, "history")))
                .isTrue();
    }

    private int status(String path) {
        return http.send(HttpRequest.newBuilder(http.uri(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build())
                .statusCode();
    }

    @Test
    void whatATableConsistsOfIsMeasured() {
        var metrics = http.send(HttpRequest.newBuilder(http.uri("/observe/metrics"))
                .header("Authorization", "Basic " + TOKEN)
                .build());
        assertThat(metrics.body())
                .contains("hindsight_lake_data_files{", "hindsight_lake_delete_files{", "hindsight_lake_snapshots{")
                .contains("hindsight_lake_maintenance_failures_total{");
        assertThat(pipeline.problems()).isEmpty();
    }

    /** As {@code src/test/readers/read_by_catalog.py} says. */
    @Test
    @EnabledIfSystemProperty(named = "readers.python", matches = ".+")
    void otherEnginesReadTablesAndViews() throws Exception {
        var script = Path.of("src", "test", "readers", "read_by_catalog.py").toString();
        var reader = new ProcessBuilder(
                        System.getProperty("readers.python"),
                        script,
                        http.uri("/catalog/lake").toString(),
                        TOKEN)
                .redirectErrorStream(true)
                .start();
        var said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said.lines())
                .contains("history 5 rows", "latest_rows 2 rows")
                .contains("history_current 1 rows", "history_versions 3 rows", "latest 1 rows");
    }
}
