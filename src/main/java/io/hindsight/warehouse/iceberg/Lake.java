package io.hindsight.warehouse.iceberg;

import io.hindsight.limits.TimeLimits;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.TargetColumn;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** A lake's tables by their declarations: looked up, made and altered in its catalog. */
public final class Lake {

    /** The rows of 30 batches are read as fast as those of one file as long as deletes are few. */
    private static final Map<String, String> PROPERTIES = Map.of(
            TableProperties.DELETE_MODE, "merge-on-read",
            TableProperties.UPDATE_MODE, "merge-on-read",
            TableProperties.MERGE_MODE, "merge-on-read",
            TableProperties.PARQUET_COMPRESSION, "zstd",
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");

    private static final Iceberg STORAGE = new Iceberg();

    private final String location;
    private final Namespace namespace;
    private final Map<String, String> properties;
    private final int format;
    private Catalog catalog;

    /**
     * Describes a lake; nothing is opened until it is needed.
     *
     * @param location of all its data
     * @param properties of the catalog, by Iceberg's own names; without {@code type} and {@code catalog-impl} the location
     *     is the catalog
     */
    public Lake(String location, String namespace, Map<String, String> properties, int format) {
        this.location = location;
        this.namespace = Namespace.of(namespace.split("\\."));
        this.properties = properties;
        this.format = format;
    }

    /** The catalog, opened once. */
    public synchronized Catalog catalog() {
        if (catalog == null) {
            var all = new LinkedHashMap<String, String>();
            all.put("warehouse", location);
            if (!location.contains("://") || location.startsWith("file:")) {
                all.put("io-impl", LocalFiles.class.getName());
            } else if (location.startsWith("s3:")) {
                all.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
            }
            if (!properties.containsKey("type")) {
                all.put("catalog-impl", LocalCatalog.class.getName());
            }
            all.putAll(limits(properties.getOrDefault("uri", "")));
            all.putAll(properties);
            catalog = CatalogUtil.buildIcebergCatalog("hindsight", all, null);
        }
        return catalog;
    }

    /** How long the catalog may take, by Iceberg's names and those of the driver that a catalog in a database has. */
    private static Map<String, String> limits(String uri) {
        if (uri.startsWith("jdbc:")) {
            Function<Duration, String> unit =
                    uri.startsWith("jdbc:postgresql:") ? TimeLimits::seconds : TimeLimits::millis;
            return Map.of(
                    // the one that has views
                    "jdbc.schema-version", "V1",
                    "jdbc.connectTimeout", unit.apply(TimeLimits.CONNECTING),
                    "jdbc.loginTimeout", TimeLimits.seconds(TimeLimits.CONNECTING),
                    "jdbc.socketTimeout", unit.apply(TimeLimits.SOURCE));
        }
        return Map.of(
                "rest.client.connection-timeout-ms", TimeLimits.millis(TimeLimits.CONNECTING),
                "rest.client.socket-timeout-ms", TimeLimits.millis(TimeLimits.SOURCE));
    }

    private TableIdentifier name(TableDeclaration declaration) {
        return TableIdentifier.of(namespace, STORAGE.storage(declaration));
    }

    /** The table as it is; empty where it isn't there. */
    public Optional<Table> find(TableDeclaration declaration) {
        try {
            return Optional.of(catalog().loadTable(name(declaration)));
        } catch (NoSuchTableException none) {
            return Optional.empty();
        }
    }

    /** Up to where Kafka has been read into a table: offsets to read next, by topic and partition. */
    public Map<String, Map<Integer, Long>> offsets(TableDeclaration declaration) {
        return find(declaration)
                .map(table -> LakeNotes.offsets(table.properties()))
                .orElse(Map.of());
    }

    /** The table as it is, which must be there. */
    public Table load(TableDeclaration declaration) {
        return catalog().loadTable(name(declaration));
    }

    /**
     * Reads the table as it is now; empty where it isn't there.
     *
     * @param limit how long that may take
     * @throws IllegalStateException when the catalog doesn't answer
     */
    public Optional<LakeReader> reader(CapturedTable kept, Duration limit) {
        try {
            return find(kept.declaration()).map(table -> new LakeReader(table, kept, limit));
        } catch (UncheckedIOException | RESTException | UncheckedSQLException away) {
            throw new IllegalStateException("the lake's catalog doesn't answer", away);
        }
    }

    /** The namespace of all its tables. */
    public Namespace namespace() {
        return namespace;
    }

    /** What a reader must be told of its storage, without secrets. */
    public Map<String, String> storage() {
        return properties.entrySet().stream()
                .filter(property ->
                        property.getKey().matches("s3\\.(endpoint|path-style-access|region)|client\\.region"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Asks the catalog something, which fails where it can't be asked. */
    public void ask() {
        catalog().tableExists(TableIdentifier.of(namespace, "hindsight"));
    }

    /** The columns of a kept table as they are in the lake, by the table's name there; for none that isn't there. */
    public Map<String, Map<String, TargetColumn>> columns(Collection<String> tables) {
        var found = new HashMap<String, Map<String, TargetColumn>>();
        for (var table : tables) {
            var name = TableIdentifier.of(namespace, table);
            if (catalog().tableExists(name)) {
                var schema = catalog().loadTable(name).schema();
                var columns = new LinkedHashMap<String, TargetColumn>();
                schema.columns()
                        .forEach(column -> columns.put(
                                column.name(),
                                new TargetColumn(
                                        column.type().toString(),
                                        schema.identifierFieldIds().contains(column.fieldId()))));
                found.put(table, columns);
            }
        }
        return found;
    }

    /** Makes the table where it is missing, and otherwise adds and widens the columns that it lacks. */
    public void bring(CapturedTable wanted) {
        var there = find(wanted.declaration());
        if (there.isEmpty()) {
            create(wanted);
            views(wanted);
            return;
        }
        var update = there.get().updateSchema();
        var changes = false;
        for (var column : wanted.columns()) {
            var type = IcebergTypes.of(column.type());
            var field = there.get().schema().findField(column.target());
            if (field == null) {
                update.addColumn(column.target(), type);
                changes = true;
            } else if (!field.type().equals(type) && Iceberg.isPromotion(field.type(), type)) {
                update.updateColumn(column.target(), type.asPrimitiveType());
                changes = true;
            }
        }
        if (changes) {
            update.commit();
            views(wanted);
        }
    }

    /** Makes the views beside a table that is there, where the catalog has views. */
    public void views(CapturedTable kept) {
        if (catalog() instanceof ViewCatalog views) {
            new KeptViews(views, namespace).make(kept, load(kept.declaration()));
        }
    }

    private void create(CapturedTable wanted) {
        if (catalog() instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(namespace)) {
            try {
                namespaces.createNamespace(namespace);
            } catch (AlreadyExistsException another) {
                // has done it just now
            }
        }
        Schema schema = LakeSchema.of(wanted);
        try {
            catalog()
                    .buildTable(name(wanted.declaration()), schema)
                    .withPartitionSpec(
                            LakeSchema.partitions(schema, wanted.declaration().keep()))
                    .withProperties(PROPERTIES)
                    .withProperty(TableProperties.FORMAT_VERSION, String.valueOf(format))
                    .create();
        } catch (AlreadyExistsException another) {
            // has made it just now
        }
    }
}
