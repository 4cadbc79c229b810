package io.hindsight.command;

import io.hindsight.settings.WarehouseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens a command's own connection to a warehouse, with the properties that the running program's have. */
final class WarehouseConnection {

    private WarehouseConnection() {}

    static Connection open(WarehouseSettings warehouse) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", warehouse.username());
        properties.setProperty("password", warehouse.password());
        warehouse.dialect().connectionProperties().forEach(properties::setProperty);
        return DriverManager.getConnection(warehouse.url(), properties);
    }
}
