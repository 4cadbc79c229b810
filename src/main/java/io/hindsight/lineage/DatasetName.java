package io.hindsight.lineage;

import io.hindsight.settings.SourceSettings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.TableName;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.filesystem.FilesystemDatasetUtils;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What OpenLineage's conventions call a table, so that others who tell of it mean the same one. */
final class DatasetName {

    private DatasetName() {}

    /** A table of the source. */
    static DatasetIdentifier of(SourceSettings source, TableName table) {
        return new DatasetIdentifier(
                Stream.of(table.database(), table.schema(), table.table())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(".")),
                source.kind().connector() + "://" + source.hostname() + ":" + source.port());
    }

    /** A table of a warehouse. */
    static DatasetIdentifier of(WarehouseSettings warehouse, String table) {
        return warehouse.lake().isPresent()
                ? FilesystemDatasetUtils.fromLocation(URI.create(warehouse.url().replaceFirst("/+$", "") + "/"
                        + warehouse.schema().replace('.', '/') + "/" + table))
                : JdbcDatasetUtils.getDatasetIdentifier(
                        warehouse.url(), new ArrayList<>(List.of(warehouse.schema(), table)), new Properties());
    }
}
