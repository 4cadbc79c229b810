package io.hindsight.source.mysql.connector;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
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
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.connector.mariadb.jdbc.MariaDbFieldReader;
import io.debezium.connector.mariadb.jdbc.MariaDbValueConverters;
import io.debezium.connector.mariadb.metrics.MariaDbChangeEventSourceMetricsFactory;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.spi.topic.TopicNamingStrategy;

/** Runs the capture of a MariaDB with Debezium's parts for it. */
public final class MariaDbBinlogTask
        extends BinlogTask<MariaDbPartition, MariaDbOffsetContext, MariaDbConnectorConfig, MariaDbDatabaseSchema> {

    private MariaDbTaskContext context;

    public MariaDbBinlogTask() {
        super(MariaDbConnector.class, MariaDbConnectorConfig::new);
    }

    @Override
    MariaDbTaskContext context(Configuration raw, MariaDbConnectorConfig config) {
        context = new MariaDbTaskContext(raw, config);
        return context;
    }

    @Override
    BinlogConnectorConnection connection(Configuration raw, MariaDbConnectorConfig config) {
        return new MariaDbConnection(new MariaDbConnectionConfiguration(raw), new MariaDbFieldReader(config));
    }

    @Override
    Offsets<MariaDbPartition, MariaDbOffsetContext> offsets(Configuration raw, MariaDbConnectorConfig config) {
        return getPreviousOffsets(new MariaDbPartition.Provider(config, raw), new MariaDbOffsetContext.Loader(config));
    }

    @Override
    MariaDbDatabaseSchema schema(
            MariaDbConnectorConfig config,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters) {
        return new MariaDbDatabaseSchema(
                config, converters(config), topics, names, isCaseInsensitive, converters, context);
    }

    private static MariaDbValueConverters converters(MariaDbConnectorConfig config) {
        return new MariaDbValueConverters(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                config.isTimeAdjustedEnabled() ? MariaDbValueConverters::adjustTemporal : time -> time,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
    }

    @Override
    ErrorHandler errors(MariaDbConnectorConfig config, ChangeEventQueue<?> queue, ErrorHandler before) {
        return new MariaDbErrorHandler(config, queue, before);
    }

    @Override
    BinlogSources<MariaDbPartition, MariaDbOffsetContext> sources(
            MariaDbConnectorConfig config, MariaDbDatabaseSchema schema, BinlogParts<MariaDbPartition> parts) {
        var metrics = new MariaDbStreamingChangeEventSourceMetrics(
                context, parts.queue(), parts.metadata(), schema::dataCollectionIds, parts.client());
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
                        return new MariaDbStreaming(config, context, schema, metrics, parts, new BinlogEvents());
                    }
                };
        return new BinlogSources<>(sources, new MariaDbChangeEventSourceMetricsFactory(metrics));
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
        return MariaDbConnectorConfig.ALL_FIELDS;
    }
}
