package io.hindsight.demo;

import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.testing.JdbcServer;
import io.hindsight.warehouse.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** What a scenario needs in its servers before the program starts: as its README tells people to make it by hand. */
final class ScenarioDatabases {

    private final Scenario scenario;
    private final Settings settings;
    private final DemoServers servers;

    ScenarioDatabases(Scenario scenario, Settings settings, DemoServers servers) {
        this.scenario = scenario;
        this.settings = settings;
        this.servers = servers;
    }

    /** Runs source.sql, in a database that is made before where the source is a PostgreSQL. */
    void fillSource() throws SQLException {
        var database = servers.sourceDatabase();
        if (!database.isEmpty()) {
            createDatabase(servers.source(), "postgresql", database);
        }
        try (var connection = servers.source().connect(database)) {
            run(connection, scenario.statements("source.sql"));
        }
    }

    /** Makes each warehouse's database, the declared tables in it, and the scenario's views: before there are rows. */
    void createTables(Settings current) throws SQLException {
        var tables = SourceTables.once(current).values();
        for (var warehouse : current.warehouses()) {
            var server = servers.warehouses().get(warehouse.name());
            if (server == null) {
                continue;
            }
            var statements = new LinkedHashSet<String>();
            var kept = tables.stream()
                    .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                    .toList();
            warehouse
                    .lake()
                    .ifPresentOrElse(
                            lake -> kept.forEach(table -> {
                                lake.bring(table);
                                statements.addAll(
                                        LakeInClickHouse.views(lake.load(table.declaration()), table.declaration()));
                            }),
                            () -> kept.stream()
                                    .map(table -> Statements.of(warehouse.dialect(), table))
                                    .forEach(each -> {
                                        statements.addAll(each.create());
                                        statements.addAll(each.views());
                                    }));
            statements.addAll(scenario.statements("views." + warehouse.dialect().name() + ".sql"));
            try (var connection = server.connect(database(warehouse))) {
                run(connection, List.copyOf(statements));
            }
        }
    }

    void createDatabases() throws SQLException {
        for (var warehouse : settings.warehouses()) {
            var server = servers.warehouses().get(warehouse.name());
            if (server != null) {
                createDatabase(server, warehouse.dialect().name(), database(warehouse));
            }
        }
    }

    /** Makes the topics of topics.txt, which are the scenario's own, where they are missing. */
    void createTopics() throws InterruptedException, ExecutionException {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) servers.bootstrapServers()))) {
            var there = admin.listTopics().names().get();
            admin.createTopics(scenario.topics().stream()
                            .filter(topic -> !there.contains(topic))
                            .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Makes the database where it's missing. */
    static void createDatabase(JdbcServer server, String engine, String database) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            var missing = !engine.equals("postgresql")
                    || !statement
                            .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")
                            .next();
            if (missing) {
                statement.execute(
                        "CREATE DATABASE " + (engine.equals("postgresql") ? "" : "IF NOT EXISTS ") + database);
            }
        }
    }

    /** The settings that say where the servers are, in place of where the file looks for them. */
    Map<String, String> addresses() {
        var addresses = new TreeMap<String, String>();
        addresses.put("hindsight.source.hostname", servers.source().host());
        addresses.put("hindsight.source.port", String.valueOf(servers.source().port()));
        addresses.put("hindsight.source.username", servers.source().username());
        addresses.put("hindsight.source.password", servers.source().password());
        addresses.put("hindsight.kafka.brokers", servers.bootstrapServers());
        for (var warehouse : settings.warehouses()) {
            var server = servers.warehouses().get(warehouse.name());
            if (server != null) {
                var prefix = "hindsight.warehouse." + warehouse.name() + ".";
                if (warehouse.lake().isPresent()) {
                    addresses.put(
                            prefix + "url",
                            servers.directory()
                                    .resolve(warehouse.name())
                                    .toUri()
                                    .toString());
                    prefix = warehouse.name() + ".reader.";
                }
                addresses.put(prefix + "url", server.jdbcUrl(database(warehouse)));
                addresses.put(prefix + "username", server.username());
                addresses.put(prefix + "password", server.password());
            }
        }
        return addresses;
    }

    /** Of a lake, the one that has its views in the ClickHouse that reads it. */
    static String database(WarehouseSettings warehouse) {
        return warehouse.lake().isPresent()
                ? warehouse.name()
                : warehouse.url().replaceFirst("^jdbc:\\w+://[^/]*/", "").replaceFirst("\\?.*", "");
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException refused) {
                    throw new SQLException(refused.getMessage() + "\nin: " + sql, refused);
                }
            }
        }
    }
}
