package io.hindsight.apply;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.hindsight.observe.Meters;
import io.hindsight.settings.WarehouseSettings;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connection pools of the warehouses, in the registry under their names. */
final class Warehouses {

    /** Tables that are made or altered side by side. */
    private static final int CHANGES = 4;

    /** Shorter than the program takes to end, so that a warehouse that is away doesn't hold it up. */
    private static final int CONNECT_MILLIS = 5_000;

    private Warehouses() {}

    /**
     * Binds what the routes of a warehouse need: a pool by its name, one of who makes tables by {@code <name>-ddl}, and
     * what knows its errors by {@code <name>-errors}. A warehouse that is down is connected to when it is needed.
     *
     * @param batches applied side by side; health and makers have connections beside theirs
     * @param lease who has it may write; empty where any number may
     * @return the pool for questions, which need no lease
     */
    static DataSource bind(CamelContext context, WarehouseSettings settings, int batches, Optional<WriterLease> lease) {
        var registry = context.getRegistry();
        var name = settings.name();
        var writer = pool(
                context,
                settings,
                name,
                new WarehouseSettings.Login(settings.username(), settings.password()),
                settings.dialect().batchProperties(),
                batches + 1);
        registry.bind(
                name, DataSource.class, lease.map(one -> one.guard(writer)).orElse(writer));
        registry.bind(
                maker(name),
                DataSource.class,
                pool(
                        context,
                        settings,
                        maker(name),
                        settings.ddl(),
                        settings.dialect().connectionProperties(),
                        CHANGES));
        registry.bind(name + "-errors", new WarehouseErrors(settings.dialect()));
        return writer;
    }

    /** The name in the registry of the pool of who makes a warehouse's tables. */
    static String maker(String warehouse) {
        return warehouse + "-ddl";
    }

    private static DataSource pool(
            CamelContext context,
            WarehouseSettings settings,
            String name,
            WarehouseSettings.Login login,
            Map<String, String> properties,
            int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(login.username());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(Meters.of(context)));
        properties.forEach(config::addDataSourceProperty);
        var pool = new HikariDataSource(config);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                pool.close();
            }
        });
        // Camel's endpoints tell by JMX the address of a pool, and a password may stand in it
        return new DelegatingDataSource(pool);
    }
}
