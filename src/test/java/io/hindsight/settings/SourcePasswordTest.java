package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who logs in to the source needs a password; others, as dead-letters and status, don't. */
class SourcePasswordTest {

    private static final Map<String, String> WITHOUT = Map.of(
            "hindsight.source.hostname", "127.0.0.1",
            "hindsight.source.port", "1",
            "hindsight.http.port", "0",
            "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1:1/dw",
            "hindsight.table.orders.source", "shop.orders");

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "check", "ddl"})
    void withoutOneItIsSaidWhatToSet(String command) {
        var said = Commands.run(WITHOUT, command);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.output().lines())
                .last()
                .asString()
                .startsWith("hindsight.source.password: is not set")
                .contains("HINDSIGHT_SOURCE_PASSWORD", "hindsight.source.password-file=/run/secrets/mysql");
    }
}
