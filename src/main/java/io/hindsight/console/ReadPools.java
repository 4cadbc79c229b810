package io.hindsight.console;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.WarehouseSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps a few connections for questions, apart from those that changes are applied by: people can't hold up the
 * pipeline.
 */
final class ReadPools extends ServiceSupport {

    private static final int CONNECTIONS = 4;

    private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();

    DataSource of(WarehouseSettings warehouse) {
        return pools.computeIfAbsent(warehouse.name(), name -> pool(warehouse));
    }

    private static HikariDataSource pool(WarehouseSettings warehouse) {
        var config = new HikariConfig();
        config.setPoolName(warehouse.name() + "-console");
        config.setJdbcUrl(warehouse.url());
        config.setUsername(warehouse.username());
        config.setPassword(warehouse.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(TimeLimits.CONNECTING.toMillis());
        config.setValidationTimeout(TimeLimits.ALIVE.toMillis());
        warehouse.dialect().questionProperties().forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    @Override
    protected void doStop() {
        pools.values().forEach(HikariDataSource::close);
        pools.clear();
    }
}
