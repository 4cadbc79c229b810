package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Beans are found while others are bound. */
class LockedRegistryTest {

    private static final int BEANS = 10_000;

    @Test
    void beansAreFoundByTypeWhileOthersAreBound() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.getRegistry().bind("before", "text");
            LockedRegistry.install(context);
            var registry = context.getRegistry();
            var binding = CompletableFuture.runAsync(() -> {
                for (var number = 0; number < BEANS; number++) {
                    registry.bind("bean" + number, number);
                }
            });
            while (!binding.isDone()) {
                assertThat(registry.findByType(String.class)).containsExactly("text");
            }
            binding.join();
            assertThat(registry.findByTypeWithName(Integer.class)).hasSize(BEANS);
            assertThat(registry.lookupByNameAndType("before", String.class)).isEqualTo("text");
        }
    }
}
