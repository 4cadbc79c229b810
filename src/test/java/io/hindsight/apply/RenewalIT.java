package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultRouteController;
import org.junit.jupiter.api.Test;

/** A route that is made anew for an altered table. */
class RenewalIT {

    private final String name = Unique.name("renewal");

    @Test
    void aRouteThatCamelFailsToStopIsMadeAnewAllTheSame() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, status VARCHAR(20) NOT NULL)",
                        "INSERT INTO " + name + ".orders VALUES (1, 'new')");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("SELECT id FROM orders", "1");
            var controller = new Stumbling(pipeline.context());
            pipeline.context().setRouteController(controller);
            TestServers.mySql()
                    .execute(
                            "ALTER TABLE " + name + ".orders ADD note VARCHAR(20)",
                            "INSERT INTO " + name + ".orders VALUES (2, 'new', 'for Ann')");
            awaitRows("SELECT note FROM orders WHERE id = 2", "for Ann");
            assertThat(controller.asked).as("times that a stop was asked for").hasValueGreaterThan(1);
        }
    }

    private void awaitRows(String sql, String... expected) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(TestServers.postgres(), name, sql))
                .containsExactly(expected));
    }

    /** Fails the first time that it is to stop a route, as Camel does when the route's services change in that moment. */
    private static final class Stumbling extends DefaultRouteController {

        private final AtomicInteger asked = new AtomicInteger();

        private Stumbling(CamelContext context) {
            super(context);
        }

        @Override
        public void stopRoute(String route, long timeout, TimeUnit unit) throws Exception {
            if (asked.getAndIncrement() == 0) {
                throw new ConcurrentModificationException();
            }
            super.stopRoute(route, timeout, unit);
        }
    }
}
