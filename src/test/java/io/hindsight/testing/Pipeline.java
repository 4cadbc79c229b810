package io.hindsight.testing;

import static io.hindsight.testing.Await.await;

import io.hindsight.apply.AppliedTables;
import io.hindsight.http.GuardedHttpServers;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;

/** The whole product in this JVM, with the routes as they ship. */
public final class Pipeline implements AutoCloseable {

    /** The name of a lake of local files, which ClickHouse reads. */
    public static final String LAKE = "lake";

    /** A setting of tests alone: the capture route's address, where it isn't the shipped one. */
    public static final String CAPTURE_ROUTE = "test.capture-route";

    private final Main main = new Main();

    private Pipeline(Map<String, String> settings) {
        settings.forEach(main::addInitialProperty);
        // the apply routes are made from a template; tests count their batches
        main.addInitialProperty("camel.main.jmxManagementRegisterRoutesCreateByTemplate", "true");
        endAsItShips(main);
    }

    /** Has it wait for what is under way for no longer than the program does. */
    public static void endAsItShips(Main main) {
        var timeout = "camel.main.shutdownTimeout";
        main.addInitialProperty(timeout, shipped().getProperty(timeout));
    }

    private static Properties shipped() {
        var properties = new Properties();
        try (var file = Pipeline.class.getResourceAsStream("/camel.properties")) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }

    private static Pipeline of(Map<String, String> settings, Predicate<String> routeFiles) {
        var pipeline = new Pipeline(settings);
        pipeline.main
                .configure()
                .withRoutesIncludePattern(Stream.concat(
                                shippedRoutes(settings).filter(routeFiles),
                                Stream.of(settings.getOrDefault("hindsight.routes", "")))
                        .collect(Collectors.joining(",")));
        pipeline.main.start();
        pipeline.awaitTables();
        return pipeline;
    }

    private void awaitTables() {
        await("the tables, or what they wait for").until(() -> AppliedTables.of(context()).all().stream()
                .allMatch(table -> table.kept().isPresent() || table.trouble().isPresent()));
    }

    /** The route files that the program itself names, one by one; without the console's, which need its HTTP server. */
    private static Stream<String> shippedRoutes(Map<String, String> settings) {
        return Arrays.stream(shipped()
                        .getProperty("camel.main.routesIncludePattern")
                        .replace("{{hindsight:console.routes}}", "")
                        .replace("{{hindsight:catalog.routes}}", "")
                        .replace("{{hindsight:lineage.routes}}", lineageRoutes(settings))
                        .replace(
                                "classpath:routes/{{hindsight:source.route}}.camel.yaml",
                                settings.getOrDefault(
                                        CAPTURE_ROUTE, "classpath:routes/" + captureRoute(settings) + ".camel.yaml"))
                        .split("\\s*,\\s*"))
                .filter(file -> !file.equals("{{hindsight:routes}}"));
    }

    private static String lineageRoutes(Map<String, String> settings) {
        return settings.containsKey("hindsight.openlineage.transport.type")
                ? ",classpath:routes/lineage/lineage.camel.yaml"
                : "";
    }

    /** The file that captures from the source, without its ending. */
    public static String captureRoute(Map<String, String> settings) {
        return "postgresql".equals(settings.get("hindsight.source.kind")) ? "postgresql/capture" : "capture";
    }

    /** Starts it; returns when its tables are known, or wait. */
    public static Pipeline start(Map<String, String> settings) {
        return of(settings, file -> true);
    }

    /** Starts it as the program does, with health, metrics and the console at hindsight.http.port. */
    public static Pipeline startServed(Map<String, String> settings) {
        var pipeline = new Pipeline(settings);
        pipeline.main.setPropertyPlaceholderLocations("classpath:camel.properties");
        pipeline.main.bind(
                "httpServers", new GuardedHttpServers(Settings.of(settings).http()));
        pipeline.main.start();
        pipeline.awaitTables();
        return pipeline;
    }

    /** Starts all but capture, for a test that writes the topics itself. */
    public static Pipeline startWithoutCapture(Map<String, String> settings) {
        return of(settings, file -> !file.contains("/capture"));
    }

    /** Settings for the shared test servers, with a database of that name in each warehouse; add the tables. */
    public static Map<String, String> settings(String name, List<String> warehouses) {
        var settings = new TreeMap<String, String>();
        settings.put("hindsight.name", name);
        settings.put("hindsight.source.hostname", TestServers.mySql().host());
        settings.put("hindsight.source.port", String.valueOf(TestServers.mySql().port()));
        settings.put("hindsight.source.username", TestServers.mySql().username());
        settings.put("hindsight.source.password", TestServers.mySql().password());
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        for (var warehouse : warehouses) {
            settings.putAll(warehouse(warehouse, name));
        }
        return settings;
    }

    /** Where the lake of a pipeline is. */
    public static Path lake(String name) {
        return TestServers.directory("lake").resolve(name);
    }

    /** Settings for a warehouse, with a database of that name in it. */
    public static Map<String, String> warehouse(String warehouse, String database) {
        var settings = "hindsight.warehouse." + warehouse + ".";
        if (warehouse.equals(LAKE)) {
            return Map.of(
                    settings + "url", "file:" + lake(database).toAbsolutePath(), settings + "batch-wait", "200ms");
        }
        var server = server(warehouse);
        return Map.of(
                settings + "url", server.jdbcUrl(database),
                settings + "username", server.username(),
                settings + "password", server.password(),
                // what StarRocks waits by itself is more than a test should
                settings + "batch-wait", "200ms");
    }

    /** The shared server of a warehouse, by the name that it has in the settings. */
    public static JdbcServer server(String warehouse) {
        return switch (warehouse) {
            case "clickhouse", LAKE -> TestServers.clickHouse();
            case "postgres" -> TestServers.postgres();
            case "starrocks" -> TestServers.starRocks();
            default -> throw new IllegalArgumentException(warehouse);
        };
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** What isn't ready, and why. */
    public List<String> problems() {
        return HealthCheckHelper.invokeReadiness(context()).stream()
                .filter(result -> result.getState() != HealthCheck.State.UP)
                .map(result ->
                        result.getCheck().getId() + ": " + result.getMessage().orElse("no message"))
                .toList();
    }

    @Override
    public void close() {
        main.stop();
    }
}
