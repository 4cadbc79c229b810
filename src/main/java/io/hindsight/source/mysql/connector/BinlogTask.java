package io.hindsight.source.mysql.connector;

import io.debezium.DebeziumException;
import io.debezium.bean.StandardBeanNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.binlog.BinlogTaskContext;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.common.DebeziumHeaderProducer;
import io.debezium.connector.mysql.Module;
import io.debezium.document.DocumentReader;
import io.debezium.heartbeat.HeartbeatFactory;
import io.debezium.jdbc.DefaultMainConnectionProvidingConnectionFactory;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaFactory;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.debezium.util.Clock;
import io.hindsight.source.mysql.structure.Catalog;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Puts Debezium's parts together as its own tasks do, which build them where nothing can be put between: its snapshots,
 * queue and dispatcher are as they are, and the binlog is read by streaming sources of our own.
 */
public final class BinlogTask<
                P extends BinlogPartition,
                O extends BinlogOffsetContext<?>,
                C extends BinlogConnectorConfig,
                S extends BinlogDatabaseSchema<P, O, ?, ?>>
        extends BinlogSourceTask<P, O> {

    private static final int FETCH_SIZE = 10_000;

    private static final long LONGEST_WAIT_MILLIS = 500;

    private ServerParts<P, O, C, S> server;
    private C config;
    private BinlogTaskContext<?> context;
    private volatile BinlogConnectorConnection connection;
    private volatile BinlogConnectorConnection beansConnection;
    private volatile Catalog catalog;
    private volatile S schema;
    private volatile AwaitedQueue<DataChangeEvent> changes;
    private volatile ChangeEventQueue<DataChangeEvent> queue;
    private volatile ErrorHandler errors;

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration given) {
        server = server(given);
        var raw = raw(given);
        config = server.config(raw);
        context = server.context(raw, config);
        return context;
    }

    @SuppressWarnings("unchecked")
    private ServerParts<P, O, C, S> server(Configuration given) {
        var isMariaDb =
                given.getString(CommonConnectorConfig.CONNECTOR_CLASS).equals(MariaDbBinlogConnector.class.getName());
        return (ServerParts<P, O, C, S>) (isMariaDb ? new MariaDbParts() : new MySqlParts());
    }

    private Configuration raw(Configuration given) {
        return given.edit()
                .with(CommonConnectorConfig.CONNECTOR_CLASS, server.connector().getName())
                .build();
    }

    @Override
    protected ChangeEventSourceCoordinator<P, O> start(Configuration given) {
        var raw = raw(given)
                .edit()
                .withDefault("database.responseBuffering", "adaptive")
                .withDefault("database.fetchSize", FETCH_SIZE)
                .withDefault("database.useCursorFetch", config.useCursorFetch())
                .build();
        var connections = new DefaultMainConnectionProvidingConnectionFactory<>(() -> server.connection(raw, config));
        connection = connections.mainConnection();
        var offsets = getPreviousOffsets(server.partitions(raw, config), server.offsets(config));
        @SuppressWarnings("unchecked")
        TopicNamingStrategy<TableId> topics =
                config.getTopicNamingStrategy(CommonConnectorConfig.TOPIC_NAMING_STRATEGY);
        var names = config.schemaNameAdjuster();
        catalog = new Catalog(connections::newConnection);
        registerServiceProviders(config.getServiceRegistry());
        schema = server.schema(
                config,
                topics,
                names,
                connection.isTableIdCaseSensitive(),
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                catalog);
        registerBeans(raw, connections, offsets);
        var snapshotters = config.getServiceRegistry().tryGetService(SnapshotterService.class);
        check(snapshotters, offsets);

        changes = new AwaitedQueue<>(config.getMaxQueueSize());
        queue = new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .queueProvider(changes)
                .loggingContextSupplier(() -> context.configureLoggingContext(server.name() + "-connector-task"))
                .buffering()
                .build();
        errors = server.errors(config, queue, errors);
        var signals = new SignalProcessor<>(
                server.connector(),
                config,
                Map.of(),
                getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                offsets);
        var metadata = new QuietMetadata();
        var dispatcher = new EventDispatcher<P, TableId>(
                config,
                topics,
                schema,
                queue,
                config.getTableFilters().dataCollectionFilter(),
                DataChangeEvent::new,
                null,
                metadata,
                new HeartbeatFactory<>()
                        .getScheduledHeartbeat(
                                config, () -> server.connection(raw, config), new BinlogHeartbeatErrorHandler(), queue),
                names,
                signals,
                config.getServiceRegistry().tryGetService(DebeziumHeaderProducer.class));
        var parts = new TaskParts<>(
                connections,
                queue,
                errors,
                dispatcher,
                metadata,
                snapshotters,
                new BinlogClient(config),
                catalog,
                Clock.system());
        var own = server.sources(config, schema, parts);
        var coordinator =
                new ChangeEventSourceCoordinator<>(
                        offsets,
                        errors,
                        server.connector(),
                        config,
                        new AskedSnapshotSources<>(own.sources(), config, schema, parts),
                        own.metrics(),
                        dispatcher,
                        schema,
                        signals,
                        new NotificationService<>(
                                getNotificationChannels(),
                                config,
                                SchemaFactory.get(),
                                dispatcher::enqueueNotification),
                        snapshotters) {
                    /** Debezium takes no leave of the rest when it is interrupted here. */
                    @Override
                    public synchronized void stop() throws InterruptedException {
                        try {
                            super.stop();
                        } catch (InterruptedException impatient) {
                            doStop();
                            throw impatient;
                        }
                    }
                };
        coordinator.start(context, queue, metadata);
        return coordinator;
    }

    private void registerBeans(
            Configuration raw,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            Offsets<P, O> offsets) {
        beansConnection = connections.newConnection();
        var beans = config.getBeanRegistry();
        beans.add(StandardBeanNames.CONFIGURATION, raw);
        beans.add(StandardBeanNames.CONNECTOR_CONFIG, config);
        beans.add(StandardBeanNames.DATABASE_SCHEMA, schema);
        beans.add(StandardBeanNames.JDBC_CONNECTION, beansConnection);
        beans.add(StandardBeanNames.OFFSETS, offsets);
        beans.add(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, context);
    }

    /** That the server's settings are such that all can be read, and the place where the offset stands is there. */
    private void check(SnapshotterService snapshotters, Offsets<P, O> offsets) {
        var snapshotter = snapshotters.getSnapshotter();
        validateBinlogConfiguration(snapshotter, connection);
        if (validateSnapshotFeasibility(snapshotter, offsets.getTheOnlyOffset(), connection)) {
            offsets.resetOffset(offsets.getTheOnlyPartition());
        }
        validateSchemaHistory(config, connection::validateLogPosition, offsets, schema, snapshotter);
        try {
            connection.setAutoCommit(false);
        } catch (SQLException lost) {
            throw new DebeziumException(lost);
        }
    }

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    protected String connectorName() {
        return server.name();
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return server.fields();
    }

    /** Waits for changes here: Debezium's queue would look for some fifty times a second, and busily each time. */
    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        changes.await(LONGEST_WAIT_MILLIS);
        return queue.poll().stream().map(DataChangeEvent::getRecord).toList();
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errors);
    }

    @Override
    protected void doStop() {
        close(connection);
        close(beansConnection);
        close(catalog);
        if (schema != null) {
            schema.close();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception lost) {
            // it is gone, which is what was wanted
        }
    }
}
