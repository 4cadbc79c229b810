package io.hindsight.apply;

import io.hindsight.warehouse.Dialect;
import java.sql.SQLException;
import org.apache.camel.ExchangeException;
import org.apache.camel.util.ObjectHelper;

/** Tells apart, by the engine's own codes, a value that a warehouse refuses from a warehouse that can't work. */
public final class WarehouseErrors {

    private final Dialect dialect;

    WarehouseErrors(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Why a warehouse refused a value, without the statement: some engines quote it, values and all. Asked where the
     * failure has been caught; what decides whether to catch it sees the one before.
     *
     * @throws Exception the failure itself, where it isn't a value's fault
     */
    public String refusal(@ExchangeException Exception caught) throws Exception {
        var failure = ObjectHelper.getException(SQLException.class, caught);
        if (failure == null || !dialect.refuses(failure)) {
            throw caught;
        }
        return "the warehouse refused a value: " + describe(failure);
    }

    static String describe(SQLException failure) {
        return failure == null ? "unknown" : "SQLSTATE " + failure.getSQLState() + ", error " + failure.getErrorCode();
    }
}
