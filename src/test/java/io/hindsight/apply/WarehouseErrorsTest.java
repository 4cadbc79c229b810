package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.warehouse.Layout;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class WarehouseErrorsTest {

    private final WarehouseErrors errors = new WarehouseErrors(
            WarehouseKind.ofUrl("jdbc:postgresql:dw").orElseThrow().dialect(new Layout(1, 1)));

    @Test
    void aRefusedValueHasAReasonWithoutTheStatement() throws Exception {
        var refused = new DataIntegrityViolationException("INSERT 'secret'", new SQLException("secret", "22003"));
        assertThat(errors.refusal(refused)).isEqualTo("the warehouse refused a value: SQLSTATE 22003, error 0");
    }

    @Test
    void aWarehouseThatGoesAwayHasRefusedNothing() {
        var away = new DataAccessResourceFailureException("gone", new SQLException("", "08006"));
        assertThatThrownBy(() -> errors.refusal(away)).isSameAs(away);
    }
}
