package io.hindsight.http;

import io.hindsight.settings.HttpSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.net.BindException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Vert.x that Camel's servers run on. One whose port was taken after {@link HttpPort#check} has looked, by a program
 * that starts at the same time, is only logged by Camel, which would go on without health and metrics; here it ends the
 * start.
 */
final class ListeningVertx extends ServiceSupport implements StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningVertx.class);
    private static final long TIMEOUT_SECONDS = 5;

    /** That run routes: more than questions to warehouses can hold up at once. */
    private static final int WORKERS = 48;

    private final HttpSettings settings;
    private final Vertx vertx = Vertx.vertx();
    private final WorkerExecutor routes = vertx.createSharedWorkerExecutor("routes", WORKERS);
    private final Connections connections = new Connections(vertx);
    private final AtomicReference<Throwable> refused = new AtomicReference<>();

    private ListeningVertx(HttpSettings settings) {
        this.settings = settings;
        vertx.exceptionHandler(this::handle);
    }

    /**
     * To be called before the servers start, which look for it in the registry; the second time it only gives the
     * connections.
     */
    static Connections install(CamelContext context, HttpSettings settings) throws Exception {
        var listening = context.hasService(ListeningVertx.class);
        if (listening == null) {
            listening = new ListeningVertx(settings);
            context.getRegistry().bind("vertx", listening.new Bounded());
            context.addService(listening);
            context.addStartupListener(listening);
        }
        return listening.connections;
    }

    /**
     * Makes servers that speak HTTP/1.1 only, whose connections are bounded, and which run routes in threads of their own,
     * so that no route takes a probe's: Camel has no settings for that.
     */
    private final class Bounded extends VertxWrapper {

        Bounded() {
            super((VertxInternal) vertx);
        }

        @Override
        public <T> Future<T> executeBlocking(Callable<T> route, boolean ordered) {
            return routes.executeBlocking(route, ordered);
        }

        @Override
        public HttpServer createHttpServer(HttpServerOptions options) {
            return super.createHttpServer(
                            options.setHttp2ClearTextEnabled(false).setUseAlpn(false))
                    .connectionHandler(connections::opened);
        }
    }

    private void handle(Throwable failure) {
        var bind = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(BindException.class::isInstance)
                .findFirst();
        if (bind.isPresent()) {
            refused.set(bind.get());
        } else {
            // not what it says, which may quote a row or a request
            LOG.error("HTTP failed: {}", failure.getClass().getName());
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (refused.get() != null) {
            throw HttpPort.taken("hindsight.http.port", settings.host(), settings.port(), refused.get());
        }
    }

    @Override
    protected void doStop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
