package io.hindsight.source.mysql.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mysql.MySqlConnector;
import io.hindsight.source.mysql.connector.MySqlBinlogConnector;
import io.hindsight.testing.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows are the same from the binlog as from a snapshot, whatever DDL made their columns. */
class MySqlDecodingIT {

    private static final String LEVEL = "SET GLOBAL binlog_row_metadata=";

    @AfterEach
    void asAdvised() {
        TestServers.mySql().execute(LEVEL + "FULL");
    }

    @Test
    void whatTheBinlogSaysOfColumnsIsEnoughThoughTheServerHasAlteredThemSince() {
        TestServers.mySql().execute(LEVEL + "FULL");
        assertThat(decoding(MySqlBinlogConnector.class).differences(false)).isEmpty();
    }

    @Test
    void withLessInTheBinlogTheServerIsAsked() {
        TestServers.mySql().execute(LEVEL + "MINIMAL");
        assertThat(decoding(MySqlBinlogConnector.class).differences(true)).isEmpty();
    }

    @Test
    void rowsThatAreReadByDdlAloneAreSeenToBeWrong() {
        assertThat(decoding(MySqlConnector.class).differencesByType())
                .containsKeys("BOOL", "ENUM('it''s','a\\\\b','c,d','ü','x\"y')");
    }

    private static Decoding decoding(Class<?> connector) {
        return new Decoding(TestServers.mySql(), false, connector);
    }
}
