package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Settings;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network has lost is broken off when the warehouse answers again, of a batch and of a table that is altered. */
class LostAnswersIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"clickhouse,false", "clickhouse,true", "postgres,false", "postgres,true"})
    void aQuestionIsBrokenOff(String name, boolean ofMaker) throws Exception {
        var server = Pipeline.server(name);
        try (var network = TcpProxy.start(server.port(), directory.resolve("port"));
                var context = new DefaultCamelContext()) {
            var properties = Pipeline.settings(Unique.name("lost"), List.of(name));
            properties.put("hindsight.table.notes.source", "shop.notes");
            var url = "hindsight.warehouse." + name + ".url";
            // the server's own database: nothing is kept
            properties.put(
                    url,
                    properties
                            .get(url)
                            .replace(":" + server.port() + "/", ":" + network.port() + "/")
                            .replaceFirst("/[^/]*$", name.equals("postgres") ? "/postgres" : "/default"));
            var warehouse = Settings.of(properties).warehouse(name);
            var pools = WarehousePools.bind(context, warehouse, 1, Optional.empty());
            var health = WarehouseHealth.answers(name, pools);
            try (var connection = (ofMaker ? pools.maker() : pools.questions()).getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(WarehouseHealth.QUESTION);
                network.swallow();
                var lost = CompletableFuture.supplyAsync(() -> {
                    try {
                        return "answered: " + statement.execute(WarehouseHealth.QUESTION);
                    } catch (SQLException brokenOff) {
                        return "broken off";
                    }
                });
                health.ask();
                assertThat(health.isWell()).isFalse();
                assertThat(lost).isNotDone();
                network.goOnAnew();
                await("the answer to be given up").until(() -> {
                    health.ask();
                    pools.all().forEach(UsedConnections::breakOff);
                    return lost.isDone();
                });
                assertThat(lost.join()).isEqualTo("broken off");
            }
        }
    }
}
