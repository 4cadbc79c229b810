package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A catalog that is nothing but a directory, laid out as Hadoop's catalogs are: {@code <namespace>/<table>/metadata/v3.metadata.json},
 * the highest of which counts. A commit makes the next by a link, which the file system gives to one only.
 */
public final class LocalCatalog extends BaseMetastoreCatalog {

    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.metadata\\.json");

    private final FileIO files = new LocalFiles();
    private String name;
    private Path root;

    @Override
    public void initialize(String called, Map<String, String> properties) {
        name = called;
        root = LocalFiles.path(properties.get(CatalogProperties.WAREHOUSE_LOCATION));
    }

    @Override
    public String name() {
        return name;
    }

    private Path directory(TableIdentifier table) {
        return directory(table.namespace()).resolve(table.name());
    }

    private Path directory(Namespace namespace) {
        var directory = root;
        for (var level : namespace.levels()) {
            directory = directory.resolve(level);
        }
        return directory;
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new Operations(directory(table));
    }

    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        return directory(table).toString();
    }

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        var found = new ArrayList<TableIdentifier>();
        var directory = directory(namespace);
        if (Files.isDirectory(directory)) {
            try (var inside = Files.newDirectoryStream(directory)) {
                inside.forEach(table -> {
                    if (Files.isDirectory(table.resolve("metadata"))) {
                        found.add(TableIdentifier.of(
                                namespace, table.getFileName().toString()));
                    }
                });
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }

    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        throw new UnsupportedOperationException("remove the directory " + directory(table));
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        throw new UnsupportedOperationException("move the directory " + directory(from));
    }

    /** One table's metadata, version after version. */
    private final class Operations implements TableOperations {

        private final Path directory;
        private int version;
        private TableMetadata current;

        Operations(Path table) {
            this.directory = table.resolve("metadata");
        }

        @Override
        public TableMetadata current() {
            return version == 0 ? refresh() : current;
        }

        @Override
        public TableMetadata refresh() {
            var newest = newest();
            if (newest > version) {
                current =
                        TableMetadataParser.read(files.newInputFile(file(newest).toString()));
                version = newest;
            } else if (newest == 0 && version > 0) {
                throw new NoSuchTableException("%s is gone", directory);
            }
            return current;
        }

        private int newest() {
            var newest = 0;
            if (Files.isDirectory(directory)) {
                try (var inside = Files.newDirectoryStream(directory)) {
                    for (var file : inside) {
                        var parts = VERSION.matcher(file.getFileName().toString());
                        if (parts.matches()) {
                            newest = Math.max(newest, Integer.parseInt(parts.group(1)));
                        }
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return newest;
        }

        private Path file(int number) {
            return directory.resolve("v" + number + ".metadata.json");
        }

        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            if (base != current) {
                throw new CommitFailedException("%s has changed", directory);
            }
            try {
                Files.createDirectories(directory);
                var written = directory.resolve(UUID.randomUUID() + ".tmp");
                Files.writeString(written, TableMetadataParser.toJson(metadata), StandardCharsets.UTF_8);
                try {
                    Files.createLink(file(version + 1), written);
                } catch (FileAlreadyExistsException another) {
                    throw new CommitFailedException(another, "%s has been changed by another", directory);
                } finally {
                    Files.deleteIfExists(written);
                }
                hint(version + 1);
                remove(base);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            refresh();
        }

        /** Some readers look here first; those of the program don't. */
        private void hint(int number) throws IOException {
            try (var hint = files.newOutputFile(
                            directory.resolve("version-hint.text").toString())
                    .createOrOverwrite()) {
                hint.write(String.valueOf(number).getBytes(StandardCharsets.UTF_8));
            }
        }

        private void remove(TableMetadata base) throws IOException {
            if (base == null) {
                return;
            }
            var kept = base.propertyAsInt("write.metadata.previous-versions-max", 100);
            for (var old = version - kept; old > 0 && Files.deleteIfExists(file(old)); old--) {
                // until one is gone already
            }
        }

        @Override
        public FileIO io() {
            return files;
        }

        @Override
        public String metadataFileLocation(String file) {
            return directory.resolve(file).toString();
        }

        @Override
        public LocationProvider locationProvider() {
            return LocationProviders.locationsFor(
                    current().location(), current().properties());
        }
    }
}
