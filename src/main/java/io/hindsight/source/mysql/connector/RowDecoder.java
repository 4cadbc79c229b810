package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.config.CommonConnectorConfig.EventProcessingFailureHandlingMode;
import io.debezium.connector.binlog.event.RowDeserializers.DeleteRowsDeserializer;
import io.debezium.connector.binlog.event.RowDeserializers.UpdateRowsDeserializer;
import io.debezium.connector.binlog.event.RowDeserializers.WriteRowsDeserializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Map;

/** Reads a row of the binlog, by Debezium's readers of rows, which it can be a part of. */
@FunctionalInterface
interface RowDecoder {

    /** Debezium's own. */
    @FunctionalInterface
    interface StockRow {
        Serializable[] read(long table, BitSet columns, ByteArrayInputStream input) throws IOException;
    }

    EventProcessingFailureHandlingMode AT_FAILURE = EventProcessingFailureHandlingMode.FAIL;

    Serializable[] read(long table, BitSet columns, ByteArrayInputStream input, StockRow stock) throws IOException;

    default WriteRowsDeserializer ofInserts(Map<Long, TableMapEventData> tables) {
        return new WriteRowsDeserializer(tables, AT_FAILURE) {
            @Override
            protected Serializable[] deserializeRow(long table, BitSet columns, ByteArrayInputStream input)
                    throws IOException {
                return read(table, columns, input, super::deserializeRow);
            }
        };
    }

    default UpdateRowsDeserializer ofUpdates(Map<Long, TableMapEventData> tables) {
        return new UpdateRowsDeserializer(tables, AT_FAILURE) {
            @Override
            protected Serializable[] deserializeRow(long table, BitSet columns, ByteArrayInputStream input)
                    throws IOException {
                return read(table, columns, input, super::deserializeRow);
            }
        };
    }

    default DeleteRowsDeserializer ofDeletes(Map<Long, TableMapEventData> tables) {
        return new DeleteRowsDeserializer(tables, AT_FAILURE) {
            @Override
            protected Serializable[] deserializeRow(long table, BitSet columns, ByteArrayInputStream input)
                    throws IOException {
                return read(table, columns, input, super::deserializeRow);
            }
        };
    }
}
