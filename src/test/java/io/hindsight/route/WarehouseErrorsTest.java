package io.hindsight.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.Warehouse;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Which failure is judged, when a batch has had one before. */
class WarehouseErrorsTest {

    private static final SQLException TOO_LARGE = new SQLException("", "22003");
    private static final SQLException AWAY = new SQLException("", "08006");

    private final WarehouseErrors errors = new WarehouseErrors(Warehouse.of("jdbc:postgresql:dw", new Layout(1, 1)));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void theFirstRefusalIsKnownAsOne() {
        exchange.setException(TOO_LARGE);
        assertThat(errors.refused(exchange)).isTrue();
    }

    @Test
    void aWarehouseThatGoesAwayAfterARefusalHasRefusedNothingMore() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, TOO_LARGE);
        exchange.setException(AWAY);
        assertThat(errors.refused(exchange)).isFalse();
    }

    @Test
    void theReasonIsThatOfWhatWasCaught() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, TOO_LARGE);
        assertThat(errors.reason(exchange)).isEqualTo("the warehouse refused a value: SQLSTATE 22003, error 0");
    }
}
