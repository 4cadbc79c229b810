package io.hindsight.source.mysql.connector;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.charset.BinlogCharsetRegistry;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mariadb.MariaDbChangeEventSourceFactory;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbErrorHandler;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.Module;
import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.connector.mariadb.metrics.MariaDbChangeEventSourceMetricsFactory;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.hindsight.source.mysql.structure.Catalog;
import io.hindsight.source.mysql.structure.DdlText;
import io.hindsight.source.mysql.structure.Doubts;
import io.hindsight.source.mysql.structure.Past;
import io.hindsight.source.mysql.structure.Structures;
import io.hindsight.source.mysql.structure.TableMaker;
import io.hindsight.source.mysql.transaction.UnwrittenRows;
import org.apache.kafka.connect.source.SourceConnector;

/** Debezium's parts for MariaDB. */
final class MariaDbParts
        implements ServerParts<MariaDbPartition, MariaDbOffsetContext, MariaDbConnectorConfig, MariaDbDatabaseSchema> {

    private final Doubts doubts = new Doubts();

    private MariaDbTaskContext context;

    @Override
    public Class<? extends SourceConnector> connector() {
        return MariaDbConnector.class;
    }

    @Override
    public String name() {
        return Module.name();
    }

    @Override
    public Field.Set fields() {
        return MariaDbConnectorConfig.ALL_FIELDS;
    }

    @Override
    public MariaDbConnectorConfig config(Configuration raw) {
        return new MariaDbConnectorConfig(raw);
    }

    @Override
    public MariaDbTaskContext context(Configuration raw, MariaDbConnectorConfig config) {
        context = new MariaDbTaskContext(raw, config);
        return context;
    }

    @Override
    public BinlogConnectorConnection connection(Configuration raw, MariaDbConnectorConfig config) {
        return new MariaDbByPosition(new MariaDbConnectionConfiguration(raw), config);
    }

    @Override
    public Partition.Provider<MariaDbPartition> partitions(Configuration raw, MariaDbConnectorConfig config) {
        return new MariaDbPartition.Provider(config, raw);
    }

    @Override
    public OffsetContext.Loader<MariaDbOffsetContext> offsets(MariaDbConnectorConfig config) {
        return new MariaDbOffsetContext.Loader(config);
    }

    @Override
    public MariaDbDatabaseSchema schema(
            MariaDbConnectorConfig config,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters,
            Catalog catalog) {
        return new MariaDbSchema(
                config,
                new MariaDbValues(config),
                topics,
                names,
                isCaseInsensitive,
                converters,
                context,
                new DdlText(config, catalog, maker(config), doubts));
    }

    private static TableMaker maker(MariaDbConnectorConfig config) {
        return new TableMaker(new MariaDbAntlrDdlParser(
                true,
                false,
                false,
                Tables.TableFilter.includeAll(),
                config.getServiceRegistry().getService(BinlogCharsetRegistry.class)));
    }

    @Override
    public ErrorHandler errors(MariaDbConnectorConfig config, ChangeEventQueue<?> queue, ErrorHandler before) {
        return new MariaDbErrorHandler(config, queue, before);
    }

    @Override
    public Sources<MariaDbPartition, MariaDbOffsetContext> sources(
            MariaDbConnectorConfig config, MariaDbDatabaseSchema schema, TaskParts<MariaDbPartition> parts) {
        var metrics = new MariaDbStreamingChangeEventSourceMetrics(
                context, parts.queue(), parts.metadata(), schema::dataCollectionIds, parts.client());
        var events = new BinlogEvents<>(
                Past.troubles(config),
                new Structures<>(config, schema, parts.catalog(), maker(config), doubts),
                new UnwrittenRows(schema, config.getLogicalName()));
        var sources =
                new MariaDbChangeEventSourceFactory(
                        config,
                        parts.connections(),
                        parts.errors(),
                        parts.dispatcher(),
                        parts.clock(),
                        schema,
                        context,
                        metrics,
                        parts.queue(),
                        parts.snapshotters(),
                        parts.client()) {
                    @Override
                    public StreamingChangeEventSource<MariaDbPartition, MariaDbOffsetContext>
                            getStreamingChangeEventSource() {
                        parts.queue().disableBuffering();
                        return new MariaDbStreaming(config, context, schema, metrics, parts, events);
                    }
                };
        return new Sources<>(sources, new MariaDbChangeEventSourceMetricsFactory(metrics));
    }
}
