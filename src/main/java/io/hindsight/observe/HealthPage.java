package io.hindsight.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.context.RouteBeans;
import io.hindsight.http.InPlace;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.CamelContextHelper;

/**
 * Answers {@code /observe/health} by what a person asks for: all that isn't UP, and of what is, capture, each server and what
 * the program looks at by itself. Camel's own checks of each route, and those of each table, are left out while they are UP;
 * {@code exposureLevel=full} has them all, as the metrics have.
 */
public final class HealthPage implements ExtendedStartupListener {

    private static final String PATH = "/observe/health";
    private static final String CAPTURE = "consumer:capture";
    private static final String OWN = "hindsight";

    /** How a table's check begins, and the name of its table in a warehouse. */
    private static final String OF_A_TABLE = "apply-";

    private static final JsonMapper JSON = new JsonMapper();

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded. */
    public void listen() throws Exception {
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        var router = CamelContextHelper.findSingleByType(context, VertxPlatformHttpRouter.class);
        if (router != null && RouteBeans.isInUse(context, this)) {
            InPlace.serve(router, PATH, this::answer);
        }
    }

    private void answer(RoutingContext request) {
        var all = "full".equals(request.request().getParam("exposureLevel"));
        var data = "true".equals(request.request().getParam("data"));
        var results = HealthCheckHelper.invoke(context, "full");
        var isUp = HealthCheckHelper.isResultsUp(results, false);
        var checks = results.stream()
                .filter(result -> all || isAskedFor(result))
                .map(result -> line(result, data))
                .toList();
        var response = request.response().setStatusCode(isUp ? 200 : 503).putHeader("Content-Type", "application/json");
        var body = json(isUp, checks);
        if (request.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static boolean isAskedFor(HealthCheck.Result result) {
        var check = result.getCheck();
        return result.getState() != HealthCheck.State.UP
                || check.getId().equals(CAPTURE)
                || check.getGroup().equals(OWN) && !check.getId().startsWith(OF_A_TABLE);
    }

    private static Map<String, Object> line(HealthCheck.Result result, boolean data) {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", result.getCheck().getId());
        line.put("status", result.getState().name());
        result.getMessage().ifPresent(message -> line.put("message", message));
        if (data && !result.getDetails().isEmpty()) {
            var details = new TreeMap<String, String>();
            result.getDetails().forEach((name, value) -> details.put(name, String.valueOf(value)));
            line.put("data", details);
        }
        return line;
    }

    private static String json(boolean isUp, Object checks) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("status", isUp ? "UP" : "DOWN");
        answer.put("checks", checks);
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        // it is served by then
    }
}
