package io.hindsight.console;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps those who listen to the pipeline informed, by server-sent events. */
public final class EventStreams {

    private static final int MOST = 50;

    private final Set<HttpServerResponse> listeners = ConcurrentHashMap.newKeySet();

    void open(RoutingContext request) {
        if (listeners.size() >= MOST) {
            Problems.refuse(request, new Problem(503, "too many pages listen already: " + MOST));
            return;
        }
        var response = request.response();
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        response.closeHandler(closed -> listeners.remove(response));
        response.exceptionHandler(gone -> listeners.remove(response));
        listeners.add(response);
        // what a proxy holds back until something comes
        response.write("retry: 2000\n\n");
    }

    /** Whether anybody listens: nothing is looked at for nobody. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Sends a JSON document of one line; one who doesn't keep up misses some. */
    public void send(String document) {
        for (var listener : listeners) {
            if (!listener.closed() && !listener.writeQueueFull()) {
                listener.write("data: " + document + "\n\n");
            }
        }
    }
}
