package io.hindsight.command.run;

import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Reads the settings' file as what it is, UTF-8, for the user's own routes too; Camel would take it for Latin-1. */
final class Utf8Main extends Main {

    @Override
    protected CamelContext createCamelContext() {
        var context = super.createCamelContext();
        context.getPropertiesComponent().setEncoding(StandardCharsets.UTF_8.name());
        return context;
    }
}
