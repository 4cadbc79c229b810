package io.hindsight.route;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
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
        var config = new HikariConfig();
        config.setPoolName(settings.name());
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(connections + 1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(Meters.of(context)));
        settings.kind().connectionProperties().forEach(config::addDataSourceProperty);
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
