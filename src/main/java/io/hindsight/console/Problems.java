package io.hindsight.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures of a route into RFC 9457's problem details; what isn't a client's doing is logged, and not told. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes the exchange's exception its answer. */
    public void answer(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        answer(exchange, failure instanceof Problem known ? known : unknown(failure));
    }

    /** For routes: an answer of their variables {@code status} and {@code detail}. */
    public void tell(Exchange exchange) {
        var detail = exchange.getVariable("detail", String.class);
        answer(exchange, new Problem(exchange.getVariable("status", Integer.class), detail));
    }

    private static void answer(Exchange exchange, Problem problem) {
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        message.setBody(json(problem));
    }

    private static Problem unknown(Throwable failure) {
        LOG.warn("the console can't answer: {}", failure.getClass().getName());
        LOG.debug("the console can't answer", failure);
        return new Problem(500, "the program can't answer this; its log says why");
    }

    /** The same, where no route has begun. */
    static void refuse(RoutingContext request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(json(problem));
    }

    private static String json(Problem problem) {
        var details = new LinkedHashMap<String, Object>();
        details.put("type", "about:blank");
        details.put("title", title(problem.status()));
        details.put("status", problem.status());
        details.put("detail", problem.getMessage());
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 415 -> "Unsupported Media Type";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Internal Server Error";
        };
    }
}
