package io.hindsight.source.postgresql.connector;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.PostgresReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream.ReplicationMessageProcessor;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.util.Strings;
import io.hindsight.capture.CaptureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Debezium's reader of the stream, which reads what a table looks like by itself: names as they are. Debezium takes each
 * byte of one for a letter, and what is between quotes for what was meant.
 */
final class RelationDecoder extends PgOutputMessageDecoder {

    private static final byte RELATION = 'R';

    private final PostgresConnectorConfig config;
    private final PostgresSchema schema;
    private final PostgresConnection catalogue;

    private RelationDecoder(PostgresConnectorConfig config, PostgresSchema schema, PostgresConnection catalogue) {
        super(new MessageDecoderContext(config, schema), catalogue);
        this.config = config;
        this.schema = schema;
        this.catalogue = catalogue;
    }

    /** Has the connection read by it, for which Debezium has no option. */
    static ReplicationConnection of(
            ReplicationConnection connection,
            PostgresConnectorConfig config,
            PostgresSchema schema,
            PostgresConnection catalogue) {
        try {
            var decoder = PostgresReplicationConnection.class.getDeclaredField("messageDecoder");
            decoder.setAccessible(true);
            decoder.set(connection, new RelationDecoder(config, schema, catalogue));
            return connection;
        } catch (ReflectiveOperationException another) {
            throw new IllegalStateException("this isn't the connector of Debezium 3.4", another);
        }
    }

    @Override
    public void processNotEmptyMessage(ByteBuffer message, ReplicationMessageProcessor processor, TypeRegistry types)
            throws SQLException, InterruptedException {
        if (message.get(message.position()) == RELATION) {
            message.get();
            var relation = message.getInt();
            var id = new TableId(null, text(message), text(message));
            if (config.getTableFilters().dataCollectionFilter().isIncluded(id)) {
                schema.applySchemaChangesForTable(relation, table(id, message, types));
            }
        } else {
            super.processNotEmptyMessage(message, processor, types);
        }
    }

    /** What the message doesn't say is read from the catalogue as it is now; of columns that it has since, nothing. */
    private Table table(TableId id, ByteBuffer message, TypeRegistry types) throws SQLException {
        // its replica identity
        message.get();
        var required = catalogue.getTableColumnsForDecoder(id, config.getColumnFilter()).stream()
                .filter(column -> !column.isOptional())
                .map(Column::name)
                .collect(Collectors.toSet());
        var table = Table.editor().tableId(id);
        var names = new HashSet<String>();
        for (var rest = message.getShort(); rest > 0; rest--) {
            // whether it is of the key
            message.get();
            var name = columnName(id, text(message), names);
            table.addColumn(column(name, types.get(message.getInt()), message.getInt(), required));
        }
        return table.setPrimaryKeyNames(key(id).stream().filter(names::contains).toList())
                .create();
    }

    /** Debezium's tables have no two columns that differ by case alone, and none whose name is between quotes. */
    private static String columnName(TableId table, String name, Set<String> others) {
        if (others.stream().anyMatch(name::equalsIgnoreCase)
                || !Strings.unquoteIdentifierPart(name).equals(name)) {
            throw new CaptureException("column " + name + " of " + table
                    + " can't be read: rename it in the source, for"
                    + " it is between quotes, or differs from another one by case alone" + CaptureException.START_OVER);
        }
        others.add(name);
        return name;
    }

    private static Column column(String name, PostgresType type, int modifier, Set<String> required) {
        var sized = modifier != TypeRegistry.NO_TYPE_MODIFIER && type.getTypeInfo() != null;
        return Column.editor()
                .name(name)
                .type(type.getName())
                .jdbcType(type.getRootType().getJdbcId())
                .nativeType(type.getRootType().getOid())
                .optional(!required.contains(name))
                .length(sized ? type.getTypeInfo().getPrecision(type.getOid(), modifier) : type.getDefaultLength())
                .scale(sized ? type.getTypeInfo().getScale(type.getOid(), modifier) : type.getDefaultScale())
                .create();
    }

    private List<String> key(TableId id) throws SQLException {
        var facts = catalogue.connection().getMetaData();
        var key = catalogue.readPrimaryKeyNames(facts, id);
        return key == null || key.isEmpty() ? catalogue.readTableUniqueIndices(facts, id) : key;
    }

    private static String text(ByteBuffer message) {
        var from = message.position();
        while (message.get() != 0) {
            // to its end
        }
        var bytes = new byte[message.position() - from - 1];
        message.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
