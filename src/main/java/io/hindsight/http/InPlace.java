package io.hindsight.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Serves a page in the place of one that Camel serves: behind the login, as that was, which a route of an earlier order
 * would not be.
 */
public final class InPlace {

    private InPlace() {}

    /** Serves it to GET and to HEAD, by threads that may wait. */
    public static void serve(Router router, String path, Handler<RoutingContext> page) {
        clear(router, path);
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            router.route(method, path).blockingHandler(page, false);
        }
    }

    /** Serves answers without end. */
    public static void stream(Router router, String path, Handler<RoutingContext> stream) {
        clear(router, path);
        router.get(path).handler(stream);
    }

    private static void clear(Router router, String path) {
        router.getRoutes().stream()
                .filter(route -> path.equals(route.getPath()))
                .forEach(Route::remove);
    }
}
