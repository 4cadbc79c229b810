package io.hindsight.http;

import io.hindsight.settings.HttpSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every request: asks for the login where there is one, and lets no page of somebody else's do anything
 * with a user's browser. Probes come in without a login, and learn UP or DOWN, no more.
 */
final class Guard implements AuthenticationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Set<String> PROBES = Set.of("/observe/health/live", "/observe/health/ready");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final boolean hasLogin;
    private final BasicLogin login;
    private final Connections connections;
    private final String path;
    private final BooleanSupplier isStarted;

    /**
     * @param path that Camel's settings put before all others
     * @param isStarted whether the program is; before, Camel may stumble over its own routes that come to be
     */
    Guard(HttpSettings settings, Connections connections, String path, BooleanSupplier isStarted) {
        this.isStarted = isStarted;
        this.path = path == null || path.equals("/") ? "" : path;
        this.connections = connections;
        this.hasLogin = settings.hasLogin();
        this.login = new BasicLogin(settings);
    }

    @Override
    public void handle(RoutingContext call) {
        if (!connections.asked(call)) {
            return;
        }
        call.addEndHandler(answered -> tell(call));
        var request = call.request();
        call.response().putHeader("X-Content-Type-Options", "nosniff").putHeader("X-Frame-Options", "DENY");
        // a name of somebody else's that leads to this machine would make their page one of ours
        if (!hasLogin && !Visitor.asksThisMachine(host(request))
                || !READING.contains(request.method()) && isOfAnotherSite(request)) {
            call.response().setStatusCode(403).end("Forbidden");
        } else if (!hasLogin || login.letsIn(request.getHeader("Authorization"))) {
            call.next();
        } else if (isProbe(call.normalizedPath())) {
            request.params().set("exposureLevel", "oneline");
            call.next();
        } else {
            call.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Basic realm=\"Hindsight\", charset=\"UTF-8\"")
                    .end("Unauthorized");
        }
    }

    /** Not what it says, which may quote a row or a request. */
    private void tell(RoutingContext call) {
        if (call.failure() != null && call.statusCode() >= 500 && isStarted.getAsBoolean()) {
            LOG.error("HTTP failed: {}", call.failure().getClass().getName());
        }
    }

    private boolean isProbe(String asked) {
        return asked.startsWith(path) && PROBES.contains(asked.substring(path.length()));
    }

    private static boolean isOfAnotherSite(HttpServerRequest request) {
        return Visitor.isOfAnotherSite(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), host(request));
    }

    /** The host and the port that were asked for, in HTTP/1 and in HTTP/2. */
    private static String host(HttpServerRequest request) {
        var asked = request.authority();
        return asked == null ? "" : asked.port() < 0 ? asked.host() : asked.host() + ":" + asked.port();
    }
}
