package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.warehouse.Layout;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class WarehouseErrorsTest {

    private final WarehouseErrors errors = new WarehouseErrors(
            WarehouseKind.ofUrl("jdbc:postgresql:dw").orElseThrow().dialect(new Layout(1, 1)));

    @Test
    void aRefusedValueHasAReasonWithoutTheStatement() throws Exception {
        var refused = new DataIntegrityViolationException("INSERT 'secret'", new SQLException("secret", "22003"));
        assertThat(errors.refusal(caught(refused))).isEqualTo("the warehouse refused a value: SQLSTATE 22003, error 0");
    }

    @Test
    void aWarehouseThatGoesAwayHasRefusedNothing() {
        var away = new DataAccessResourceFailureException("gone", new SQLException("", "08006"));
        assertThatThrownBy(() -> errors.refusal(caught(away))).isSameAs(away);
    }

    @Test
    void aDatabaseThatStartsCannotBeUsedYet() {
        var pool = new SQLTransientConnectionException("pool - Connection is not available", "57P03");
        pool.initCause(new SQLException("the database system is starting up", "57P03"));
        assertThat(WarehouseFailure.of(caught(new CannotGetJdbcConnectionException("no connection", pool)))
                        .away())
                .contains("the database system is starting up");
    }

    @Test
    void whatTheNetworkSaysIsWhyThereIsNoConnection() {
        var driver = new SQLException("Connection to 127.0.0.1:1 refused. Check that …", "08001");
        driver.initCause(new ConnectException("Connection refused"));
        assertThat(WarehouseFailure.of(caught(driver)).away()).contains("Connection refused");
    }

    @Test
    void aConnectionThatThePoolHasClosedIsOne() {
        assertThat(WarehouseFailure.of(caught(new SQLException("Connection is closed")))
                        .away())
                .contains("Connection is closed");
    }

    @Test
    void aRefusedStatementIsNoWarehouseThatIsAway() {
        var refused = new DataIntegrityViolationException("INSERT 'secret'", new SQLException("secret", "22003"));
        assertThat(WarehouseFailure.of(caught(refused)).away()).isEmpty();
    }

    private static Exchange caught(Exception failure) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }
}
