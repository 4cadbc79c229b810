package io.hindsight.source.mysql.connector;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import io.hindsight.source.mysql.structure.Catalog;

/** Debezium's parts of a running task that don't differ by the kind of server. */
record TaskParts<P extends Partition>(
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
        ChangeEventQueue<DataChangeEvent> queue,
        ErrorHandler errors,
        EventDispatcher<P, TableId> dispatcher,
        EventMetadataProvider metadata,
        SnapshotterService snapshotters,
        BinlogClient client,
        Catalog catalog,
        Clock clock) {}
