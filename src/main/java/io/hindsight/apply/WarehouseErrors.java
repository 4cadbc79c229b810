package io.hindsight.apply;

import io.hindsight.table.Column;
import io.hindsight.warehouse.Dialect;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

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
    public String refusal(Exchange exchange) throws Exception {
        var caught = WarehouseFailure.of(exchange);
        var failure = caught.sql().filter(dialect::refuses).orElseThrow(caught::whole);
        return "the warehouse refused a value: " + describe(failure);
    }

    /**
     * Why a warehouse has no room for a row that it could stage, and what helps.
     *
     * @throws Exception the failure itself, where it isn't the row's fault
     */
    public String noRoom(Exchange exchange, @Variable("applied") AppliedTable table) throws Exception {
        var caught = WarehouseFailure.of(exchange);
        var failure = caught.sql().filter(dialect::hasNoRoom).orElseThrow(caught::whole);
        var setting = "hindsight.table." + table.declaration().name();
        var key = table.kept().stream()
                .flatMap(kept -> kept.keys().stream())
                .map(Column::target)
                .collect(Collectors.joining(", "));
        return "an index of the warehouse has no room for the row (" + describe(failure) + "): its key, " + key
                + ", is too long, or what an index of your own has; keep the table elsewhere: " + setting
                + ".warehouses=…; or by a shorter key, anew: " + setting + ".key=… and " + setting
                + ".target=another_name";
    }

    /** What of a failure can be told to anybody: its codes, for the text of some engines quotes the statement and a row. */
    public static String describe(SQLException failure) {
        return failure == null ? "unknown" : "SQLSTATE " + failure.getSQLState() + ", error " + failure.getErrorCode();
    }
}
