package io.hindsight.http;

import io.hindsight.limits.TimeLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many connections are open and how long one may wait for its client: what is sent in part, or nothing, is
 * closed in a while, and at once where another client needs its place. How long an answer takes isn't bounded.
 */
final class Connections {

    private static final int MOST = 1_000;

    private final Vertx vertx;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

    /** Those that wait for their clients, each with the timer that closes it; who waits longest comes first. */
    private final Map<HttpConnection, Long> waiting = new LinkedHashMap<>();

    Connections(Vertx vertx) {
        this.vertx = vertx;
    }

    void opened(HttpConnection connection) {
        open.add(connection);
        connection.closeHandler(closed -> {
            open.remove(connection);
            waitsNoMore(connection);
        });
        if (open.size() > MOST) {
            hangUp(longestWaiting(connection));
        }
        awaitClient(connection);
    }

    private synchronized HttpConnection longestWaiting(HttpConnection otherwise) {
        return waiting.keySet().stream().findFirst().orElse(otherwise);
    }

    /**
     * A request has begun: its client may take its time again when the answer has ended. False where the client hasn't
     * taken the answer before, and is hung up on: all further ones would be kept for it.
     */
    boolean asked(RoutingContext call) {
        var connection = call.request().connection();
        if (((ConnectionBase) connection).isNotWritable()) {
            hangUp(connection);
            return false;
        }
        call.request().end().onSuccess(whole -> waitsNoMore(connection));
        call.addEndHandler(answered -> awaitClient(connection));
        return true;
    }

    /** At once: Vert.x would first wait until the client has taken what there is for it. */
    private static void hangUp(HttpConnection connection) {
        ((ConnectionBase) connection).channel().close();
    }

    private synchronized void awaitClient(HttpConnection connection) {
        waitsNoMore(connection);
        if (open.contains(connection)) {
            waiting.put(connection, vertx.setTimer(TimeLimits.HTTP_CLIENT.toMillis(), late -> hangUp(connection)));
        }
    }

    private synchronized void waitsNoMore(HttpConnection connection) {
        var timer = waiting.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
