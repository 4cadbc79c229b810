package io.hindsight.source.mysql.connector;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.charset.BinlogCharsetRegistry;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.Module;
import io.debezium.connector.mysql.MySqlChangeEventSourceFactory;
import io.debezium.connector.mysql.MySqlChangeEventSourceMetricsFactory;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlFieldReaderResolver;
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

/** Debezium's parts for MySQL. */
final class MySqlParts
        implements ServerParts<MySqlPartition, MySqlOffsetContext, MySqlConnectorConfig, MySqlDatabaseSchema> {

    private final Doubts doubts = new Doubts();

    private MySqlTaskContext context;

    @Override
    public Class<? extends SourceConnector> connector() {
        return MySqlConnector.class;
    }

    @Override
    public String name() {
        return Module.name();
    }

    @Override
    public Field.Set fields() {
        return MySqlConnectorConfig.ALL_FIELDS;
    }

    @Override
    public MySqlConnectorConfig config(Configuration raw) {
        return new MySqlConnectorConfig(raw);
    }

    @Override
    public MySqlTaskContext context(Configuration raw, MySqlConnectorConfig config) {
        context = new MySqlTaskContext(raw, config);
        return context;
    }

    @Override
    public BinlogConnectorConnection connection(Configuration raw, MySqlConnectorConfig config) {
        return new SwitchedGtids(new MySqlConnectionConfiguration(raw), MySqlFieldReaderResolver.resolve(config));
    }

    @Override
    public Partition.Provider<MySqlPartition> partitions(Configuration raw, MySqlConnectorConfig config) {
        return new MySqlPartition.Provider(config, raw);
    }

    @Override
    public OffsetContext.Loader<MySqlOffsetContext> offsets(MySqlConnectorConfig config) {
        return new MySqlOffsetContext.Loader(config);
    }

    @Override
    public MySqlDatabaseSchema schema(
            MySqlConnectorConfig config,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters,
            Catalog catalog) {
        return new MySqlSchema(
                config,
                new MySqlValues(config),
                topics,
                names,
                isCaseInsensitive,
                converters,
                context,
                new DdlText(config, catalog, maker(config), doubts));
    }

    private static TableMaker maker(MySqlConnectorConfig config) {
        return new TableMaker(new MySqlAntlrDdlParser(
                true,
                false,
                false,
                Tables.TableFilter.includeAll(),
                config.getServiceRegistry().getService(BinlogCharsetRegistry.class)));
    }

    @Override
    public ErrorHandler errors(MySqlConnectorConfig config, ChangeEventQueue<?> queue, ErrorHandler before) {
        return new ExplainedErrors(config, queue, before);
    }

    @Override
    public Sources<MySqlPartition, MySqlOffsetContext> sources(
            MySqlConnectorConfig config, MySqlDatabaseSchema schema, TaskParts<MySqlPartition> parts) {
        var metrics = new MySqlStreamingChangeEventSourceMetrics(
                context, parts.queue(), parts.metadata(), schema::dataCollectionIds, parts.client());
        var events = new BinlogEvents<>(
                Past.troubles(config),
                new Structures<>(config, schema, parts.catalog(), maker(config), doubts),
                new UnwrittenRows(schema, config.getLogicalName()));
        var sources =
                new MySqlChangeEventSourceFactory(
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
                    public StreamingChangeEventSource<MySqlPartition, MySqlOffsetContext>
                            getStreamingChangeEventSource() {
                        parts.queue().disableBuffering();
                        return new MySqlStreaming(config, context, schema, metrics, parts, events);
                    }
                };
        return new Sources<>(sources, new MySqlChangeEventSourceMetricsFactory(metrics));
    }
}
