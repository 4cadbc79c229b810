package io.hindsight.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.testing.Certificates;
import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.Directories;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.StarRocksStandIn;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Servers of this test alone that speak TLS, are known by one name and have the users of {@code access/}. In StarRocks'
 * place is what stands in for it, in the source's MySQL; ClickHouse's engine has no TLS here, so a proxy speaks it.
 */
final class GuardedServers implements AutoCloseable {

    static final String NAME = "localhost";

    private final Path directory = TestServers.directory("access");
    private final String name;
    private final String password;
    private final Map<String, String> words;
    private Certificates certificates;
    private MySqlServer mySql;
    private KafkaServer kafka;
    private PostgresServer postgres;
    private ClickHouseServer clickHouse;
    private TcpProxy clickHouseFront;

    /** The name is that of the databases and of the users, and begins that of the topics. */
    GuardedServers(String name, String password) {
        this.name = name;
        this.password = password;
        words = Map.of(
                "change-me", password,
                "shop", name,
                "dw", name,
                "item_asset_changes", name + "_changes",
                "hindsight", name,
                "hindsight_ddl", name + "_ddl");
    }

    void start() throws Exception {
        Directories.delete(directory);
        certificates = Certificates.make(directory.resolve("certificates"), NAME);
        together(this::startMySql, this::startKafka, this::startPostgres, this::startClickHouse);
        giveInKafka();
    }

    /** Two at a time, on a machine of two processors. */
    private static void together(Runnable... tasks) {
        Stream.of(tasks).parallel().forEach(Runnable::run);
    }

    private void startMySql() {
        mySql = MySqlServer.start(
                directory.resolve("mysql"),
                "--ssl-ca=" + certificates.authority(),
                "--ssl-cert=" + certificates.certificate(),
                "--ssl-key=" + certificates.key());
        mySql.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, status VARCHAR(20) NOT NULL)",
                "INSERT INTO " + name + ".orders VALUES (1, 'read by the snapshot')");
        Grants.give(mySql, "", Grants.statements("mysql.sql", words));
        // MySQL has other words for the grants of StarRocks: these are the nearest
        mySql.execute(
                "CREATE DATABASE " + name + "_dw COLLATE utf8mb4_0900_bin",
                "CREATE USER " + name + "_sr_ddl IDENTIFIED BY '" + password + "' REQUIRE SSL",
                "CREATE USER " + name + "_sr IDENTIFIED BY '" + password + "' REQUIRE SSL",
                "GRANT CREATE, ALTER, CREATE VIEW, DROP, SELECT ON " + name + "_dw.* TO " + name + "_sr_ddl",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON " + name + "_dw.* TO " + name + "_sr");
    }

    private void startKafka() {
        kafka = KafkaServer.startGuarded(directory.resolve("kafka"), certificates);
    }

    private void startPostgres() {
        postgres = PostgresServer.start(
                directory.resolve("postgres"),
                "-c",
                "ssl=on",
                "-c",
                "ssl_cert_file=" + certificates.certificate(),
                "-c",
                "ssl_key_file=" + certificates.key());
        postgres.execute("CREATE DATABASE " + name);
        Grants.give(postgres, name, Grants.statements("postgres.sql", words));
    }

    private void startClickHouse() {
        clickHouse = ClickHouseServer.startWithUsers(
                directory.resolve("clickhouse"), Grants.clickHouseUsers(clickHouseUsers()));
        clickHouseFront = TcpProxy.startTls(clickHouse.port(), directory.resolve("clickhouse-tls-port"), certificates);
        clickHouse.execute("CREATE DATABASE " + name);
    }

    private List<String> clickHouseUsers() {
        return Stream.concat(Grants.statements("clickhouse.sql", words).stream(), analyst("clickhouse").stream())
                .toList();
    }

    /**
     * Runs the statements that make a role in ClickHouse, whose engine takes users and rights at its start only: rights must
     * be understood, and those that are granted are given to a user who stands for a member.
     */
    void makeRoleInClickHouse(List<String> statements, String role, String member) {
        var rights = statements.stream()
                .filter(statement -> statement.matches("(?s)(GRANT|REVOKE|CREATE ROLE|CREATE ROW POLICY) .*"))
                .toList();
        // there is no place for them, or no such role
        assertThat(rights).isNotEmpty().allSatisfy(right -> assertThatThrownBy(() -> execute("clickhouse", right))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .containsPattern("ACCESS_STORAGE_FOR_INSERTION_NOT_FOUND|UNKNOWN_ROLE")));
        execute(
                "clickhouse",
                statements.stream()
                        .filter(statement -> !rights.contains(statement))
                        .toArray(String[]::new));
        var granted = rights.stream()
                .filter(right -> right.startsWith("GRANT"))
                .map(right -> right.replace(" TO `" + role + "`", " TO " + member));
        clickHouse.restartWithUsers(
                directory.resolve("clickhouse"),
                Grants.clickHouseUsers(Stream.of(
                                clickHouseUsers().stream(),
                                Stream.of("CREATE USER " + member + " IDENTIFIED BY '" + password + "'"),
                                granted)
                        .flatMap(each -> each)
                        .toList()));
    }

    private void giveInKafka() throws Exception {
        Grants.give(kafka, words);
        makeKafkaUser(name);
    }

    /** Makes a user that may do nothing yet, with everybody's password. */
    void makeKafkaUser(String user) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, scram, password)))
                    .all()
                    .get();
        }
    }

    /** Runs commands of {@code kafka-acls.sh} as an administrator, whatever address they have. */
    void runAcls(String commands) {
        commands.lines()
                .forEach(command -> Grants.acl(command.replaceFirst(
                        "--bootstrap-server \\S+", "--bootstrap-server " + kafka.bootstrapServers())));
    }

    /** The settings that documentation has for production, with the servers by the name of their host. */
    Map<String, String> settings(String host) {
        var settings = new TreeMap<String, String>();
        settings.put("hindsight.name", name);
        settings.put("hindsight.source.hostname", host);
        settings.put("hindsight.source.port", String.valueOf(mySql.port()));
        settings.put("hindsight.source.username", name);
        settings.put("hindsight.source.password", password);
        settings.put("hindsight.source.ssl-mode", "verify_identity");
        settings.put("hindsight.source.ssl-ca", certificates.authority());
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.kafka.brokers", kafka.guardedServers().replace(NAME, host));
        settings.put("hindsight.kafka.username", name);
        settings.put("hindsight.kafka.password", password);
        settings.put("hindsight.kafka.properties.ssl.truststore.type", "PEM");
        settings.put("hindsight.kafka.properties.ssl.truststore.location", certificates.authority());
        warehouse(
                settings,
                "clickhouse",
                "jdbc:clickhouse:https://" + host + ":" + clickHouseFront.port() + "/" + name + "?ssl=true&sslrootcert="
                        + certificates.authority(),
                name);
        warehouse(
                settings,
                "postgres",
                "jdbc:postgresql://" + host + ":" + postgres.port() + "/" + name + "?sslmode=verify-full&sslrootcert="
                        + certificates.authority(),
                name);
        warehouse(
                settings,
                "starrocks",
                StarRocksStandIn.url("jdbc:mysql://" + host + ":" + mySql.port() + "/" + name
                        + "_dw?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:" + certificates.trustStore()
                        + "&trustCertificateKeyStorePassword=" + Certificates.PASSWORD),
                name + "_sr");
        settings.put("hindsight.table.order_history.source", name + ".orders");
        settings.put("hindsight.table.order_history.topic", name + "_changes");
        settings.put("hindsight.table.orders_now.source", name + ".orders");
        settings.put("hindsight.table.orders_now.topic", name + "_changes");
        settings.put("hindsight.table.orders_now.keep", "current");
        settings.put("hindsight.warehouse.starrocks.batch-wait", "200ms");
        return settings;
    }

    private void warehouse(Map<String, String> settings, String warehouse, String url, String user) {
        var prefix = "hindsight.warehouse." + warehouse + ".";
        settings.put(prefix + "url", url);
        settings.put(prefix + "username", user);
        settings.put(prefix + "password", password);
        settings.put(prefix + "ddl-username", user + "_ddl");
        settings.put(prefix + "ddl-password", password);
    }

    MySqlServer mySql() {
        return mySql;
    }

    Certificates certificates() {
        return certificates;
    }

    /** Lets {@link #analyst()} read a table and its views, where that can be said when they are there. */
    void giveToAnalyst() {
        execute("postgres", analyst("postgres").toArray(String[]::new));
        execute("starrocks", analyst("starrocks").toArray(String[]::new));
    }

    /** The name of somebody who may read one kept table and its views, each by its name, and nothing else. */
    String analyst() {
        return name + "_analyst";
    }

    private List<String> analyst(String warehouse) {
        var made = warehouse.equals("postgres") ? " PASSWORD '" : " IDENTIFIED BY '";
        var names = warehouse.equals("clickhouse")
                ? List.of("items", "items_rows", "items_current", "items_versions", "items_as_of")
                : List.of("items", "items_current", "items_versions");
        var prefix = warehouse.equals("postgres") ? "" : database(warehouse) + ".";
        return Stream.concat(
                        Stream.of("CREATE USER " + analyst() + made + password + "'"),
                        names.stream().map(table -> "GRANT SELECT ON " + prefix + table + " TO " + analyst()))
                .toList();
    }

    /** Asks as an administrator. */
    List<String> rows(String warehouse, String sql) {
        return Rows.of(server(warehouse), database(warehouse), sql);
    }

    /** Does it as an administrator. */
    void execute(String warehouse, String... statements) {
        Rows.execute(server(warehouse), database(warehouse), statements);
    }

    private JdbcServer server(String warehouse) {
        return switch (warehouse) {
            case "clickhouse" -> clickHouse;
            case "postgres" -> postgres;
            default -> mySql;
        };
    }

    private String database(String warehouse) {
        return warehouse.equals("starrocks") ? name + "_dw" : name;
    }

    @Override
    public void close() {
        clickHouseFront.close();
        together(kafka::close, mySql::close, clickHouse::close, postgres::close);
    }

    /** Takes the right to read topics from the user, and gives it back when that has been run. */
    void withoutReading(Runnable meanwhile) throws Exception {
        var reading = new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.TOPIC, null, PatternType.ANY),
                new AccessControlEntryFilter("User:" + name, null, AclOperation.READ, AclPermissionType.ALLOW));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var taken = admin.deleteAcls(List.of(reading)).all().get();
            meanwhile.run();
            admin.createAcls(taken).all().get();
        }
    }
}
