package io.hindsight.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/**
 * Says what a browser may do with the console: run its own scripts and no others, and show it in no frame. Who may ask at
 * all is the server's to say; here a POST, the one method by which another page's form could change something, must be
 * JSON, which no form sends.
 */
final class Policy implements Handler<RoutingContext> {

    private final Predicate<String> answersOnly;

    /** @param answersOnly whether all that is at a path takes no POST, and says so by itself */
    Policy(Predicate<String> answersOnly) {
        this.answersOnly = answersOnly;
    }

    @Override
    public void handle(RoutingContext request) {
        request.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", request.normalizedPath().startsWith("/api/") ? "no-store" : "no-cache");
        if (HttpMethod.POST.equals(request.request().method())
                && !isJson(request.request().getHeader("Content-Type"))
                && !answersOnly.test(request.normalizedPath())) {
            Problems.refuse(request, new Problem(415, "send JSON in UTF-8: Content-Type: application/json"));
        } else {
            request.next();
        }
    }

    private static boolean isJson(String type) {
        return type != null && type.matches("(?i)application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");
    }
}
