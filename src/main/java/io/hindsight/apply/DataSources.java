package io.hindsight.apply;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.hindsight.observe.Meters;
import io.hindsight.settings.WarehouseSettings;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Connection pools of the warehouses. */
final class DataSources {

    private DataSources() {}

    /**
     * Makes a pool, closed with the context. It doesn't mind a warehouse that is
     * down: it connects when a connection is asked for.
     *
     * @param connections one for each route that writes there; health has one more
     */
    static DataSource of(CamelContext context, WarehouseSettings settings, int connections) {
        var writer = new WarehouseSettings.Login(settings.username(), settings.password());
        return pool(context, settings, settings.name(), writer, connections + 1);
    }

    /** Makes a pool of one connection, of who makes tables. */
    static DataSource ofMaker(CamelContext context, WarehouseSettings settings) {
        return pool(context, settings, settings.name() + "-ddl", settings.ddl(), 1);
    }

    private static DataSource pool(
            CamelContext context, WarehouseSettings settings, String name, WarehouseSettings.Login login, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(login.username());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(Meters.of(context)));
        settings.dialect().connectionProperties().forEach(config::addDataSourceProperty);
        var pool = new HikariDataSource(config);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                pool.close();
            }
        });
        return pool;
    }
}
