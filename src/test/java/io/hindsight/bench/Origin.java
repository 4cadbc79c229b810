package io.hindsight.bench;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the changes of a benchmark are made: a database of a MySQL, or of a PostgreSQL. */
record Origin(SourceKind kind, String database) {

    JdbcServer server() {
        return isPostgres() ? TestServers.sourcePostgres() : TestServers.mySql();
    }

    boolean isPostgres() {
        return kind == SourceKind.POSTGRESQL;
    }

    /** Makes the database with these tables; a column's types are MySQL's. */
    void create(Map<String, String> tables) {
        server().execute("CREATE DATABASE " + database);
        tables.forEach((table, columns) -> Rows.execute(
                server(),
                database,
                "CREATE TABLE " + table + " ("
                        + (isPostgres()
                                ? columns.replace("DATETIME", "TIMESTAMP").replace("DOUBLE", "DOUBLE PRECISION")
                                : columns)
                        + ")"));
        if (isPostgres()) {
            Rows.execute(
                    server(),
                    database,
                    "CREATE PUBLICATION " + database + " FOR TABLE " + String.join(", ", tables.keySet()));
        }
    }

    /** The table's name in the settings. */
    String table(String table) {
        return (isPostgres() ? "public" : database) + "." + table;
    }

    /** Those of a pipeline of that name, into databases called like it; the tables are to be added. */
    Map<String, String> settings(String name, List<String> warehouses) {
        var settings = new TreeMap<>(Pipeline.settings(name, warehouses));
        settings.put("hindsight.source.kind", kind.name().toLowerCase(Locale.ROOT));
        settings.put("hindsight.source.port", String.valueOf(server().port()));
        settings.put("hindsight.source.username", server().username());
        settings.put("hindsight.source.password", server().password());
        if (isPostgres()) {
            settings.put("hindsight.source.database", database);
            settings.put("hindsight.source.publication", database);
        }
        return settings;
    }

    /** The settings that differ from a MySQL's, as key and value after each other. */
    String[] more() {
        return isPostgres()
                ? new String[] {
                    "hindsight.source.kind", "postgresql",
                    "hindsight.source.database", database,
                    "hindsight.source.publication", database
                }
                : new String[0];
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}
