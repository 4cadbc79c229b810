package io.hindsight.apply;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.Meters;
import io.hindsight.settings.WarehouseSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Connection pools of a warehouse, in the registry too, under the names that the routes call them by.
 *
 * @param questions needs no lease
 * @param maker of who makes its tables
 */
record WarehousePools(UsedConnections questions, UsedConnections maker) {

    /** A lake has none. */
    static final WarehousePools NONE = new WarehousePools(null, null);

    /** Tables that are made or altered side by side. */
    private static final int CHANGES = 4;

    /**
     * Binds what the routes of a warehouse need: a pool by its name, one of who makes tables by {@code <name>-ddl}, and
     * what knows its errors by {@code <name>-errors}. A warehouse that is down is connected to when it is needed.
     *
     * @param batches applied side by side; health and makers have connections beside theirs
     * @param lease who has it may write; empty where any number may
     */
    static WarehousePools bind(
            CamelContext context, WarehouseSettings settings, int batches, Optional<WriterLease> lease) {
        var registry = context.getRegistry();
        var name = settings.name();
        var writer = pool(
                context,
                settings,
                name,
                new WarehouseSettings.Login(settings.username(), settings.password()),
                settings.dialect().batchProperties(),
                TimeLimits.STATEMENT,
                batches + 1);
        registry.bind(
                name, DataSource.class, lease.map(one -> one.guard(writer)).orElse(writer));
        var ddl = name + "-ddl";
        var maker = pool(
                context,
                settings,
                ddl,
                settings.ddl(),
                settings.dialect().connectionProperties(),
                TimeLimits.ALTERATION,
                CHANGES);
        registry.bind(ddl, DataSource.class, maker);
        registry.bind(name + "-errors", new WarehouseErrors(settings.dialect()));
        return new WarehousePools(writer, maker);
    }

    List<UsedConnections> all() {
        return questions == null ? List.of() : List.of(questions, maker);
    }

    /** A connection that fails takes less time than the program has to end. */
    private static UsedConnections pool(
            CamelContext context,
            WarehouseSettings settings,
            String name,
            WarehouseSettings.Login user,
            Map<String, String> properties,
            Duration statement,
            int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(user.username());
        config.setPassword(user.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        // Hikari tells it to all of the JVM: a login to the source has as long, and mustn't have less
        config.setConnectionTimeout(TimeLimits.CONNECTING.toMillis());
        config.setValidationTimeout(TimeLimits.ALIVE.toMillis());
        // ClickHouse's driver asks whether a connection is valid for as long as a statement may take
        config.setConnectionTestQuery(WarehouseHealth.QUESTION);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(Meters.of(context)));
        properties.forEach(config::addDataSourceProperty);
        var login = settings.dialect().loginProperties();
        login.forEach(config::addDataSourceProperty);
        var pool = new HikariDataSource(config);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                pool.close();
            }
        });
        // Camel's endpoints tell by JMX the address of a pool, and a password may stand in it
        return new UsedConnections(pool, login.isEmpty() ? Optional.empty() : Optional.of(statement));
    }
}
