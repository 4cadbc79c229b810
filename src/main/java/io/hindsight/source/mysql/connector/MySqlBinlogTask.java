package io.hindsight.source.mysql.connector;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.Module;
import io.debezium.connector.mysql.MySqlChangeEventSourceFactory;
import io.debezium.connector.mysql.MySqlChangeEventSourceMetricsFactory;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlErrorHandler;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlFieldReaderResolver;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.spi.topic.TopicNamingStrategy;

/** Runs the capture of a MySQL with Debezium's parts for it. */
public final class MySqlBinlogTask
        extends BinlogTask<MySqlPartition, MySqlOffsetContext, MySqlConnectorConfig, MySqlDatabaseSchema> {

    private MySqlTaskContext context;

    public MySqlBinlogTask() {
        super(MySqlConnector.class, MySqlConnectorConfig::new);
    }

    @Override
    MySqlTaskContext context(Configuration raw, MySqlConnectorConfig config) {
        context = new MySqlTaskContext(raw, config);
        return context;
    }

    @Override
    BinlogConnectorConnection connection(Configuration raw, MySqlConnectorConfig config) {
        return new MySqlConnection(new MySqlConnectionConfiguration(raw), MySqlFieldReaderResolver.resolve(config));
    }

    @Override
    Offsets<MySqlPartition, MySqlOffsetContext> offsets(Configuration raw, MySqlConnectorConfig config) {
        return getPreviousOffsets(new MySqlPartition.Provider(config, raw), new MySqlOffsetContext.Loader(config));
    }

    @Override
    MySqlDatabaseSchema schema(
            MySqlConnectorConfig config,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters) {
        return new MySqlDatabaseSchema(
                config, converters(config), topics, names, isCaseInsensitive, converters, context);
    }

    private static MySqlValueConverters converters(MySqlConnectorConfig config) {
        return new MySqlValueConverters(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                config.isTimeAdjustedEnabled() ? MySqlValueConverters::adjustTemporal : time -> time,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
    }

    @Override
    ErrorHandler errors(MySqlConnectorConfig config, ChangeEventQueue<?> queue, ErrorHandler before) {
        return new MySqlErrorHandler(config, queue, before);
    }

    @Override
    BinlogSources<MySqlPartition, MySqlOffsetContext> sources(
            MySqlConnectorConfig config, MySqlDatabaseSchema schema, BinlogParts<MySqlPartition> parts) {
        var metrics = new MySqlStreamingChangeEventSourceMetrics(
                context, parts.queue(), parts.metadata(), schema::dataCollectionIds, parts.client());
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
                        return new MySqlStreaming(config, context, schema, metrics, parts, new BinlogEvents());
                    }
                };
        return new BinlogSources<>(sources, new MySqlChangeEventSourceMetricsFactory(metrics));
    }

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    protected String connectorName() {
        return Module.name();
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MySqlConnectorConfig.ALL_FIELDS;
    }
}
