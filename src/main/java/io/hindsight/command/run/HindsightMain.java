package io.hindsight.command.run;

import io.hindsight.context.SharedRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * Runs Camel with beans that many threads may look through, and reads the settings' file as what it is, UTF-8, for the
 * user's own routes too; Camel would take it for Latin-1.
 */
final class HindsightMain extends Main {

    HindsightMain() {
        registry.setFallbackRegistry(new SharedRegistry());
    }

    @Override
    protected CamelContext createCamelContext() {
        var context = super.createCamelContext();
        context.getPropertiesComponent().setEncoding(StandardCharsets.UTF_8.name());
        return context;
    }
}
