package io.hindsight.source.mysql.connector;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaChangeEvent;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.structure.DdlText;
import java.time.Instant;
import java.util.List;

/** Debezium's schema of a MySQL, for which no DDL text is the last word. */
final class MySqlSchema extends MySqlDatabaseSchema {

    private final DdlText text;

    MySqlSchema(
            MySqlConnectorConfig config,
            MySqlValueConverters values,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters,
            MySqlTaskContext context,
            DdlText text) {
        super(config, values, topics, names, isCaseInsensitive, converters, context);
        this.text = text;
    }

    @Override
    public List<SchemaChangeEvent> parseStreamingDdl(
            MySqlPartition partition, String ddl, String database, MySqlOffsetContext offset, Instant time) {
        return text.streamed(
                this,
                database,
                ddl,
                BinlogOffset.of(offset.getSource()),
                () -> super.parseStreamingDdl(partition, ddl, database, offset, time));
    }

    @Override
    public List<SchemaChangeEvent> parseSnapshotDdl(
            MySqlPartition partition, String ddl, String database, MySqlOffsetContext offset, Instant time) {
        return text.ofSnapshot(
                this,
                partition,
                offset,
                database,
                ddl,
                () -> super.parseSnapshotDdl(partition, ddl, database, offset, time));
    }

    @Override
    protected void buildAndRegisterSchema(Table table) {
        super.buildAndRegisterSchema(DdlText.withoutDefaults(table));
    }
}
