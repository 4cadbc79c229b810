package io.hindsight.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many connections are open and how long one may wait for its client: what is sent in part, or nothing, is
 * closed after twenty seconds. How long an answer takes isn't bounded.
 */
final class Connections {

    private static final int MOST = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 20_000;
    private static final long NONE = -1;

    private final Vertx vertx;

    /** The timer that closes each one. */
    private final Map<HttpConnection, Long> open = new ConcurrentHashMap<>();

    Connections(Vertx vertx) {
        this.vertx = vertx;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= MOST) {
            connection.close();
            return;
        }
        open.put(connection, NONE);
        connection.closeHandler(closed -> cancel(open.remove(connection)));
        awaitClient(connection);
    }

    /** A request has begun: its client may take its time again when the answer has ended. */
    void asked(RoutingContext call) {
        var connection = call.request().connection();
        call.request().end().onSuccess(whole -> cancel(open.replace(connection, NONE)));
        call.addEndHandler(answered -> awaitClient(connection));
    }

    private void awaitClient(HttpConnection connection) {
        var timer = vertx.setTimer(LONGEST_WAIT_MILLIS, late -> connection.close());
        // it may be closed by now
        cancel(open.containsKey(connection) ? open.put(connection, timer) : Long.valueOf(timer));
    }

    private void cancel(Long timer) {
        if (timer != null && timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }
}
