package io.hindsight.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many requests are being answered at once, so that a probe always finds a thread. */
final class Answering {

    private static final int MOST = ListeningVertx.WORKERS - 16;

    private final AtomicInteger begun = new AtomicInteger();

    /** Says whether there is a place for one more, which it has until the first words of its answer. */
    boolean begins(RoutingContext call) {
        if (begun.incrementAndGet() > MOST) {
            begun.decrementAndGet();
            return false;
        }
        var ended = new AtomicBoolean();
        Runnable end = () -> {
            if (ended.compareAndSet(false, true)) {
                begun.decrementAndGet();
            }
        };
        call.addHeadersEndHandler(words -> end.run());
        call.addEndHandler(answered -> end.run());
        return true;
    }
}
