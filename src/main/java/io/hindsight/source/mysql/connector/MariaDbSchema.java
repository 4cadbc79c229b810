package io.hindsight.source.mysql.connector;

import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.jdbc.MariaDbValueConverters;
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

/** Debezium's schema of a MariaDB, for which no DDL text is the last word. */
final class MariaDbSchema extends MariaDbDatabaseSchema {

    private final DdlText text;

    MariaDbSchema(
            MariaDbConnectorConfig config,
            MariaDbValueConverters values,
            TopicNamingStrategy<TableId> topics,
            SchemaNameAdjuster names,
            boolean isCaseInsensitive,
            CustomConverterRegistry converters,
            MariaDbTaskContext context,
            DdlText text) {
        super(config, values, topics, names, isCaseInsensitive, converters, context);
        this.text = text;
    }

    @Override
    public List<SchemaChangeEvent> parseStreamingDdl(
            MariaDbPartition partition, String ddl, String database, MariaDbOffsetContext offset, Instant time) {
        return text.streamed(
                this,
                database,
                ddl,
                BinlogOffset.of(offset.getSource()),
                () -> super.parseStreamingDdl(partition, ddl, database, offset, time));
    }

    @Override
    public List<SchemaChangeEvent> parseSnapshotDdl(
            MariaDbPartition partition, String ddl, String database, MariaDbOffsetContext offset, Instant time) {
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
