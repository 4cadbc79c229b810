package io.hindsight.source.mysql.connector;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.relational.Column;
import io.hindsight.source.mysql.structure.LabelText;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.kafka.connect.data.Field;

/** Makes the values of a MySQL's row, from snapshot and binlog alike, what the server itself gives. */
final class MySqlValues extends MySqlValueConverters {

    MySqlValues(MySqlConnectorConfig config) {
        super(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                config.isTimeAdjustedEnabled() ? MySqlValueConverters::adjustTemporal : time -> time,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
    }

    @Override
    protected Object convertJson(Column column, Field field, Object value) {
        return super.convertJson(column, field, value instanceof byte[] document ? JsonText.of(document) : value);
    }

    @Override
    protected Object convertString(Column column, Field field, Charset charset, Object value) {
        return super.convertString(column, field, charset, EncodedText.of(column, charset, value));
    }

    @Override
    protected Object convertEnumToString(List<String> labels, Column column, Field field, Object value) {
        return super.convertEnumToString(labels, column, field, EncodedText.label(value));
    }

    @Override
    protected Object convertSetToString(List<String> labels, Column column, Field field, Object value) {
        return super.convertSetToString(labels, column, field, EncodedText.label(value));
    }

    @Override
    protected List<String> extractEnumAndSetOptions(Column column) {
        return LabelText.read(column.enumValues());
    }
}
