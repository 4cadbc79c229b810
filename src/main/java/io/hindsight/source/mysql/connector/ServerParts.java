package io.hindsight.source.mysql.connector;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.BinlogTaskContext;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.metrics.spi.ChangeEventSourceMetricsFactory;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.hindsight.source.mysql.structure.Catalog;
import org.apache.kafka.connect.source.SourceConnector;

/** Makes Debezium's parts of a task for one kind of server. */
interface ServerParts<
        P extends BinlogPartition,
        O extends BinlogOffsetContext<?>,
        C extends BinlogConnectorConfig,
        S extends BinlogDatabaseSchema<P, O, ?, ?>> {

    /** What reads rows, and what counts them. */
    record Sources<P extends BinlogPartition, O extends BinlogOffsetContext<?>>(
            ChangeEventSourceFactory<P, O> sources, ChangeEventSourceMetricsFactory<P> metrics) {}

    /** Gives Debezium's own, by whose name it finds what belongs to it. */
    Class<? extends SourceConnector> connector();

    /** Gives what JMX and logs call it. */
    String name();

    Field.Set fields();

    C config(Configuration raw);

    BinlogTaskContext<?> context(Configuration raw, C config);

    BinlogConnectorConnection connection(Configuration raw, C config);

    Partition.Provider<P> partitions(Configuration raw, C config);

    OffsetContext.Loader<O> offsets(C config);

    S schema(
            C config,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters,
            Catalog catalog);

    ErrorHandler errors(C config, ChangeEventQueue<?> queue, ErrorHandler before);

    Sources<P, O> sources(C config, S schema, TaskParts<P> parts);
}
