package io.hindsight.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.http.GuardedHttpServers;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.Http;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.iceberg.LakeTable;
import io.hindsight.warehouse.iceberg.LocalFiles;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.main.Main;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Iceberg's own client finds a lake's tables through the program, if it has logged in, and changes nothing. */
class RestCatalogTest {

    private static final TableIdentifier PEOPLE = TableIdentifier.of("shop", "people_history");
    private static final Path LAKE = Path.of("target", "lake", "rest").toAbsolutePath();

    private final Http http = Http.onFreePort();
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    private void start(String password) {
        var settings = new TreeMap<>(Map.of(
                "hindsight.name", "rest",
                "hindsight.source.hostname", "127.0.0.1",
                "hindsight.source.username", "nobody",
                "hindsight.source.password", "x",
                "hindsight.kafka.brokers", "127.0.0.1:1",
                "hindsight.warehouse.lake.url", "file:" + LAKE,
                "hindsight.warehouse.lake.namespace", "shop",
                "hindsight.table.people_history.source", "shop.people",
                "hindsight.http.port", String.valueOf(http.port())));
        settings.put("hindsight.http.password", password);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.bind("settings", Settings.of(settings));
        main.bind("httpServers", new GuardedHttpServers(Settings.of(settings).http()));
        Map.of(
                        "camel.management.enabled", "true",
                        "camel.management.host", "127.0.0.1",
                        "camel.management.port", String.valueOf(http.port()))
                .forEach(main::addInitialProperty);
        main.configure().withRoutesIncludePattern("file:routes/console/catalog.camel.yaml");
        main.start();
    }

    private static void write(int rows) {
        var table = new LakeTable(LAKE, TestTables.people("people_history", KeepMode.HISTORY), 2);
        for (var index = 1; index <= rows; index++) {
            table.apply(new Batch(
                    List.of(new Row(
                            'u',
                            Instant.ofEpochSecond(1_700_000_000L + index),
                            new BinlogOffset("binlog.000001", index).changeSeq(0, 0),
                            Arrays.asList(1L, "name" + index, null),
                            null)),
                    List.of(),
                    List.of()));
        }
    }

    private RESTCatalog reader(String password) {
        var reader = new RESTCatalog();
        var token = Base64.getEncoder().encodeToString(("hindsight:" + password).getBytes(StandardCharsets.UTF_8));
        reader.initialize(
                "lake",
                Map.of(
                        "uri", http.uri("/catalog/lake").toString(),
                        "token", token,
                        "io-impl", LocalFiles.class.getName()));
        return reader;
    }

    @Test
    void tablesAreListedAndReadAndNothingIsChanged() throws Exception {
        write(3);
        start("secret");
        assertThatThrownBy(() -> reader("guess")).isInstanceOf(NotAuthorizedException.class);
        try (var reader = reader("secret")) {
            var namespace = Namespace.of("shop");
            assertThat(reader.listNamespaces()).containsExactly(namespace);
            assertThat(reader.listTables(namespace)).containsExactly(PEOPLE);
            var table = reader.loadTable(PEOPLE);
            assertThat(table.currentSnapshot().summary()).containsEntry("total-records", "5");
            try (var files = table.newScan().planFiles()) {
                assertThat(files).isNotEmpty();
            }
            assertThatThrownBy(() -> reader.loadTable(TableIdentifier.of("shop", "nothing")))
                    .isInstanceOf(NoSuchTableException.class);
            assertThatThrownBy(() -> reader.listTables(Namespace.of("others"))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> reader.dropTable(PEOPLE, false)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> table.updateProperties().set("a", "b").commit())
                    .isInstanceOf(RuntimeException.class);
            assertThat(reader.loadTable(PEOPLE).properties()).doesNotContainKey("a");
        }
    }

    @Test
    void withoutAPasswordThereIsNoCatalog() {
        write(1);
        start("");
        var answer = http.send(
                HttpRequest.newBuilder(http.uri("/catalog/lake/v1/config")).build());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("hindsight.http.password");
    }
}
