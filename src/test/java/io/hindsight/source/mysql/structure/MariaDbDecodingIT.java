package io.hindsight.source.mysql.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.source.mysql.connector.MariaDbBinlogConnector;
import io.hindsight.testing.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link MySqlDecodingIT}. */
class MariaDbDecodingIT {

    private static final String LEVEL = "SET GLOBAL binlog_row_metadata=";

    @AfterEach
    void asAdvised() {
        TestServers.mariaDb().execute(LEVEL + "FULL");
    }

    @Test
    void whatTheBinlogSaysOfColumnsIsEnoughThoughTheServerHasAlteredThemSince() {
        TestServers.mariaDb().execute(LEVEL + "FULL");
        assertThat(decoding().differences(false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MINIMAL", "NO_LOG"})
    void withLessInTheBinlogTheServerIsAsked(String level) {
        TestServers.mariaDb().execute(LEVEL + level);
        assertThat(decoding().differences(true)).isEmpty();
    }

    private static Decoding decoding() {
        return new Decoding(TestServers.mariaDb(), true, MariaDbBinlogConnector.class);
    }
}
