package io.hindsight.source.mysql.connector;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.relational.Column;
import io.hindsight.source.mysql.structure.LabelText;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;

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
    public SchemaBuilder schemaBuilder(Column column) {
        return SinglePrecision.is(column) ? SchemaBuilder.float32() : super.schemaBuilder(column);
    }

    @Override
    protected Object convertFloat(Column column, Field field, Object value) {
        return SinglePrecision.is(column)
                ? convertReal(column, field, value)
                : super.convertFloat(column, field, value);
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
    protected String convertSetValue(Column column, long members, List<String> labels) {
        return SetText.of(members, labels);
    }

    @Override
    protected List<String> extractEnumAndSetOptions(Column column) {
        return LabelText.read(column.enumValues());
    }
}
