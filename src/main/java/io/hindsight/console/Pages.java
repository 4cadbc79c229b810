package io.hindsight.console;

import io.hindsight.context.ContextSettings;
import io.hindsight.context.RouteBeans;
import io.hindsight.http.InPlace;
import io.hindsight.settings.InvalidSettingsException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.RestRegistry;
import org.apache.camel.spi.RestRegistry.RestService;
import org.apache.camel.support.CamelContextHelper;

/**
 * Serves the console's files out of the jar, the user's own out of their folder, and the stream of events, all
 * under one policy.
 */
public final class Pages implements ExtendedStartupListener {

    /** Before all that Camel serves by itself. */
    private static final int FIRST = -1;

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded. */
    public void listen() throws Exception {
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        if (!RouteBeans.isInUse(context, this)) {
            return;
        }
        var router = CamelContextHelper.mandatoryFindSingleByType(context, VertxPlatformHttpRouter.class);
        var policy = new Policy(path -> answersOnly(context.getRestRegistry(), path));
        for (var path : new String[] {"/", "/console/*", "/site/*", "/api/*"}) {
            router.route(path).order(FIRST).handler(policy);
        }
        var streams = context.getRegistry().lookupByNameAndType("eventStreams", EventStreams.class);
        // described with the rest, but not answered by a route
        InPlace.stream(router, "/api/events", streams::open);
        router.get("/").handler(request -> request.redirect("/console/"));
        router.getWithRegex("/console").handler(request -> request.redirect("/console/"));
        router.get("/console/*").handler(StaticHandler.create("console").setCachingEnabled(false));
        var site = ContextSettings.of(context).console().site();
        if (!site.isEmpty()) {
            serve(Path.of(site).toAbsolutePath().normalize(), router);
        }
    }

    /** Whether whatever is there answers, and takes nothing. */
    static boolean answersOnly(RestRegistry registry, String path) {
        var there = registry.listAllRestServices().stream()
                .filter(service -> path.matches(
                        service.getUrl().replaceFirst("^\\w+://[^/]*", "").replaceAll("\\{[^/]+}", "[^/]+")))
                .map(RestService::getMethod)
                .toList();
        return !there.isEmpty() && there.stream().allMatch("GET"::equalsIgnoreCase);
    }

    private static void serve(Path site, Router router) {
        if (!Files.isDirectory(site)) {
            throw new InvalidSettingsException(List.of("hindsight.console.site: there is no folder " + site
                    + "; write one, as the program's directory has it"));
        }
        router.getWithRegex("/site").handler(request -> request.redirect("/site/"));
        router.get("/site/*")
                .handler(StaticHandler.create(FileSystemAccess.ROOT, site.toString())
                        .setCachingEnabled(false)
                        .setIncludeHidden(false));
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        // everything is served by then
    }
}
