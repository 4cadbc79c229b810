package io.hindsight.faults;

import static io.hindsight.testing.Await.await;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.S3Server;
import io.hindsight.testing.Server;
import io.hindsight.testing.TcpProxy;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.iceberg.LakeDamage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A lake on S3 with its catalog in a PostgreSQL, both behind proxies, and a ClickHouse of its own that reads it: what the
 * catalog says is in it, whatever else lies in the storage.
 */
final class FaultyLake implements AutoCloseable {

    static final String NAME = "lake";

    private static final String STORAGE = "storage";
    private static final String CATALOG = "catalog";
    private static final String LOCATION = "s3://lake/histories";
    private static final String NAMESPACE = "hindsight";
    private static final String USER = "reader";
    private static final String SECRET = "secret";

    private final S3Server storage;
    private final PostgresServer catalog;
    private final ClickHouseServer reader;
    private final Map<String, TcpProxy> proxies;
    private final Lake own;

    private FaultyLake(Path directory) {
        storage = S3Server.start(directory.resolve("s3"), "lake");
        catalog = PostgresServer.start(directory.resolve(CATALOG));
        catalog.execute("CREATE DATABASE " + NAME);
        reader = ClickHouseServer.start(directory.resolve("reader"));
        proxies = Map.of(
                STORAGE, TcpProxy.start(storage.port(), directory.resolve("proxy-of-" + STORAGE)),
                CATALOG, TcpProxy.start(catalog.port(), directory.resolve("proxy-of-" + CATALOG)));
        own = new Lake(LOCATION, NAMESPACE, catalog(storage.port(), catalog.port()), 2);
    }

    static FaultyLake start(Path directory) {
        return new FaultyLake(directory);
    }

    /** What can fail, by name. */
    Map<String, Server> servers() {
        return Map.of(STORAGE, storage, CATALOG, catalog);
    }

    TcpProxy proxy(String server) {
        return proxies.get(server);
    }

    /** A ClickHouse with a view of each of the lake's tables. */
    JdbcServer reader() {
        return reader;
    }

    private Map<String, String> catalog(int storagePort, int catalogPort) {
        var catalogs = new HashMap<String, String>();
        catalogs.put("type", "jdbc");
        catalogs.put("uri", catalog.jdbcUrl(NAME).replace(":" + catalog.port(), ":" + catalogPort));
        catalogs.put("jdbc.user", catalog.username());
        catalogs.put("jdbc.password", catalog.password());
        catalogs.put("s3.endpoint", "http://" + Server.HOST + ":" + storagePort);
        catalogs.put("s3.path-style-access", "true");
        catalogs.put("s3.access-key-id", USER);
        catalogs.put("s3.secret-access-key", SECRET);
        catalogs.put("client.region", "us-east-1");
        return catalogs;
    }

    /** The settings of the program, which reaches both by their proxies. */
    Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        var prefix = "hindsight.warehouse." + NAME + ".";
        settings.put(prefix + "url", LOCATION);
        settings.put(prefix + "batch-size", "5000");
        settings.put(prefix + "batch-wait", "1s");
        catalog(proxies.get(STORAGE).port(), proxies.get(CATALOG).port())
                .forEach((key, value) -> settings.put(prefix + "catalog." + key, value));
        return settings;
    }

    /** Has the reader see what the catalog has now; a table that isn't there yet, or can't be read, is left as it was. */
    void show(String database, List<AuditedTable> tables) {
        for (var table : tables) {
            try {
                var versions = rows(table.declared());
                Rows.execute(
                        reader,
                        database,
                        view(table.declared(), versions),
                        view(table.declared() + "_current", versions + " WHERE is_current"),
                        view(table.current(), rows(table.current() + "_rows") + " WHERE NOT is_deleted"));
            } catch (RuntimeException notYet) {
                // the look that follows says that rows are missing
            }
        }
    }

    private static String view(String name, String rows) {
        return "CREATE OR REPLACE VIEW " + name + " AS SELECT * FROM " + rows;
    }

    /** By its metadata file: beside the one that counts, a commit without an answer may have left another. */
    private String rows(String name) {
        var table = (BaseTable) own.catalog().loadTable(TableIdentifier.of(NAMESPACE, name));
        var metadata = table.operations().current().metadataFileLocation();
        return "icebergS3('http://" + Server.HOST + ":" + storage.port()
                + table.location().substring("s3:/".length())
                + "', '" + USER + "', '" + SECRET + "', SETTINGS iceberg_metadata_file_path = '"
                + metadata.substring(table.location().length() + 1) + "')";
    }

    /** Writes all files of a table anew, as another program's compaction does, in the midst of the program's commits. */
    void writeAnew(AuditedTable table) {
        await("another's commit to the lake").ignoreExceptions().until(() -> {
            LakeDamage.alter(own.catalog().loadTable(TableIdentifier.of(NAMESPACE, table.declared())), rows -> {});
            return true;
        });
    }

    @Override
    public void close() {
        servers().values().forEach(Server::kill);
        reader.kill();
        proxies.values().forEach(TcpProxy::close);
    }
}
