package io.hindsight.source.mysql.connector;

import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.jdbc.MariaDbValueConverters;
import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import io.hindsight.source.mysql.structure.LabelText;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Makes the values of a MariaDB's row, from snapshot and binlog alike, what the server itself gives. */
final class MariaDbValues extends MariaDbValueConverters {

    private static final int UUID_BYTES = 16;

    MariaDbValues(MariaDbConnectorConfig config) {
        super(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                config.isTimeAdjustedEnabled() ? MariaDbValueConverters::adjustTemporal : time -> time,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
    }

    @Override
    public SchemaBuilder schemaBuilder(Column column) {
        if (AddressText.isAddress(column.typeName())) {
            return SchemaBuilder.string();
        }
        return SinglePrecision.is(column) ? SchemaBuilder.float32() : super.schemaBuilder(column);
    }

    @Override
    public ValueConverter converter(Column column, Field field) {
        if (AddressText.isAddress(column.typeName())) {
            return data -> convertValue(
                    column, field, data, "", given -> given.deliver(AddressText.of(column.typeName(), data)));
        }
        var own = super.converter(column, field);
        // the binlog leaves zeros at the end out, as it does of any BINARY
        return column.typeName().equalsIgnoreCase("UUID")
                ? data -> own.convert(data instanceof byte[] bytes ? Arrays.copyOf(bytes, UUID_BYTES) : data)
                : own;
    }

    @Override
    protected Object convertFloat(Column column, Field field, Object value) {
        return SinglePrecision.is(column)
                ? convertReal(column, field, value)
                : super.convertFloat(column, field, value);
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
