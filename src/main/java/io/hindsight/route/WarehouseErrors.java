package io.hindsight.route;

import io.hindsight.warehouse.Warehouse;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/** Tells apart, by the engine's own codes, a value that a warehouse refuses from a warehouse that can't work. */
public final class WarehouseErrors {

    private final Warehouse warehouse;

    WarehouseErrors(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Says whether the exchange failed because of its values. */
    public boolean refused(Exchange exchange) {
        var failure = failure(exchange);
        return failure != null && warehouse.refuses(failure);
    }

    /** The reason without the statement: some engines quote it, values and all. */
    public String reason(Exchange exchange) {
        return "the warehouse refused a value: " + describe(failure(exchange));
    }

    static String describe(SQLException failure) {
        return failure == null ? "unknown" : "SQLSTATE " + failure.getSQLState() + ", error " + failure.getErrorCode();
    }

    /** While doCatch decides, what is caught is still the former failure, and the new one is the exchange's own. */
    private static SQLException failure(Exchange exchange) {
        var caught = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return ObjectHelper.getException(SQLException.class, caught);
    }
}
