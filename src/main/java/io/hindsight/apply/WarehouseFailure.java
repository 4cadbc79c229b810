package io.hindsight.apply;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/**
 * What has failed at a step of a route, whole. Camel's own annotation gives what is at the bottom of it, which is the
 * driver's own exception or the network's, and not what the pool or the driver makes of it.
 */
final class WarehouseFailure {

    /** What Hikari says of a connection that has been found broken. */
    private static final String CLOSED = "Connection is closed";

    private final Exception failure;

    private WarehouseFailure(Exception failure) {
        this.failure = failure;
    }

    static WarehouseFailure of(Exchange exchange) {
        return new WarehouseFailure(
                exchange.getException() == null
                        ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                        : exchange.getException());
    }

    Exception whole() {
        return failure;
    }

    /** The part of it that has the type; the deepest one of several. */
    <T extends Throwable> Optional<T> part(Class<T> type) {
        return Optional.ofNullable(ObjectHelper.getException(type, failure));
    }

    /** What the database itself said. */
    Optional<SQLException> sql() {
        return part(SQLException.class);
    }

    /** Why there is no connection, where it is that: what the network says, or else the database. */
    Optional<String> away() {
        var network = part(IOException.class);
        if (network.isPresent()) {
            return network.map(Exception::getMessage);
        }
        return sql().filter(sql -> isOfConnection(sql)
                        || part(SQLTransientConnectionException.class).isPresent())
                .map(Exception::getMessage);
    }

    /** Of connections, by the standard's class 08; PostgreSQL's for one that starts or ends; and the pool's, without a code. */
    private static boolean isOfConnection(SQLException failure) {
        var state = failure.getSQLState();
        return state == null ? CLOSED.equals(failure.getMessage()) : state.startsWith("08") || state.startsWith("57P0");
    }
}
