package io.hindsight.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.ContextHealthCheck;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;

class SharedRegistryTest {

    private static final int BEANS = 20_000;

    /** Each check asks the beans for one that would change its answer. */
    @Test
    void healthIsAnsweredWhileBeansAreBound() throws Exception {
        var beans = new DefaultRegistry();
        beans.setFallbackRegistry(new SharedRegistry());
        try (var context = new DefaultCamelContext(beans)) {
            HealthCheckRegistry.get(context).register(new ContextHealthCheck());
            context.start();
            var binding = CompletableFuture.runAsync(() -> {
                for (var number = 0; number < BEANS; number++) {
                    beans.bind("bean " + number % 100, number);
                    beans.unbind("bean " + (number + 50) % 100);
                }
            });
            while (!binding.isDone()) {
                assertThat(HealthCheckHelper.invoke(context, "full")).isNotEmpty();
            }
            binding.join();
        }
    }
}
