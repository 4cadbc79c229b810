package io.hindsight.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Serves a page in the place of one that Camel serves. */
public final class InPlace {

    private InPlace() {}

    /** Behind the login, as Camel's was: a route of an earlier order would be before it. */
    public static void serve(Router router, String path, Handler<RoutingContext> page) {
        router.getRoutes().stream()
                .filter(route -> path.equals(route.getPath()))
                .forEach(Route::remove);
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            router.route(method, path).blockingHandler(page, false);
        }
    }
}
