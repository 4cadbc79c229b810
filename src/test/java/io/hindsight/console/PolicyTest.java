package io.hindsight.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.apache.camel.support.CamelContextHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A POST that isn't JSON comes to nothing that takes one; where nothing does, that is said. */
class PolicyTest {

    private final Http http = Http.onFreePort();
    private final Main main = new Main();

    @BeforeEach
    void start() {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", String.valueOf(http.port()));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                rest("/api")
                        .get("/flow")
                        .to("direct:taken1")
                        .get("/rereads")
                        .to("direct:taken2")
                        .get("/letters/{letter}")
                        .to("direct:taken3")
                        .post("/rereads")
                        .consumes("application/json")
                        .to("direct:taken4")
                        .post("/letters/replay")
                        .consumes("application/json")
                        .to("direct:taken5")
                        .post("/routes/{route}/pause")
                        .to("direct:taken6");
                for (var number = 1; number <= 6; number++) {
                    from("direct:taken" + number).setBody(constant("taken"));
                }
                from("platform-http:/api/own").setBody(constant("taken"));
            }
        });
        main.start();
        var context = main.getCamelContext();
        var policy = new Policy(path -> Pages.answersOnly(context.getRestRegistry(), path));
        CamelContextHelper.mandatoryFindSingleByType(context, VertxPlatformHttpRouter.class)
                .route("/api/*")
                .order(-1)
                .handler(policy);
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void onlyJsonComesToWhatTakesIt() {
        for (var path : List.of(
                "/api/rereads",
                "/api/rereads/",
                "/api//rereads",
                "/api/./rereads",
                "/api/%72ereads",
                "/api/letters/replay",
                "/api/letters/%72eplay",
                "/api/letters/x/../replay",
                "/api/routes/x/pause",
                "/api/own",
                "/api/nothing")) {
            for (var type : List.of("text/plain", "application/json; charset=nope")) {
                assertThat(post(path, type)).as(path).isEqualTo(415);
            }
        }
        assertThat(post("/api/rereads", "application/json")).isEqualTo(200);
    }

    @Test
    void whatTakesNothingSaysSo() {
        for (var path : List.of("/api/flow", "/api/letters/x")) {
            assertThat(post(path, "text/plain")).as(path).isEqualTo(405);
            assertThat(post(path, "application/json")).as(path).isEqualTo(405);
        }
    }

    private int post(String path, String type) {
        return http.send(HttpRequest.newBuilder(http.uri(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .statusCode();
    }
}
