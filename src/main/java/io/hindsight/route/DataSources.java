package io.hindsight.route;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.warehouse.Warehouse;

/** Connection pools of the warehouses. */
final class DataSources {

    private DataSources() {}

    /**
     * Makes a pool that doesn't mind a warehouse that is down: it connects when a connection is asked for.
     *
     * @param connections one for each route that writes there
     */
    static HikariDataSource of(WarehouseSettings settings, int connections) {
        var config = new HikariConfig();
        config.setPoolName(settings.name());
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(connections + 1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        Warehouse.of(settings.url()).connectionProperties().forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }
}
