package io.hindsight.warehouse.iceberg;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Staging;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Keeps tables in Iceberg: written through its library, read by whoever reads Iceberg. One writer; what is said in SQL is
 * said as Trino would, for people and for views.
 */
public final class Iceberg implements Dialect {

    @Override
    public String name() {
        return "iceberg";
    }

    @Override
    public boolean isLake() {
        return true;
    }

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String type(Column column) {
        return IcebergTypes.of(column.type()).toString();
    }

    @Override
    public String text() {
        return "string";
    }

    @Override
    public List<ColumnType> readType(String type) {
        return IcebergTypes.read(type);
    }

    @Override
    public boolean widens(String from, String to) {
        return isPromotion(Types.fromPrimitiveString(from), Types.fromPrimitiveString(to));
    }

    static boolean isPromotion(Type from, Type to) {
        return from.isPrimitiveType()
                && to.isPrimitiveType()
                && TypeUtil.isPromotionAllowed(from, to.asPrimitiveType());
    }

    @Override
    public Object staged(Column column, Object value) {
        return IcebergValues.of(column, value);
    }

    @Override
    public String shown(Column column) {
        return column.type().isBinary() ? "to_hex(" + quote(column.target()) + ")" : quote(column.target());
    }

    /** In Trino's types, two of which have other names than Iceberg's. */
    @Override
    public String asked(Column column, String text) {
        return switch (IcebergTypes.of(column.type()).typeId()) {
            case BINARY -> "from_hex(" + text + ")";
            case STRING -> text;
            case LONG -> "CAST(" + text + " AS bigint)";
            case FLOAT -> "CAST(" + text + " AS real)";
            case TIMESTAMP -> column.type().kind() == ColumnType.TypeKind.TIMESTAMP
                    ? "with_timezone(CAST(" + text + " AS timestamp(6)), 'UTC')"
                    : "CAST(" + text + " AS timestamp(6))";
            default -> "CAST(" + text + " AS " + type(column) + ")";
        };
    }

    @Override
    public List<String> misfits(CapturedTable table) {
        return table.keys().stream()
                .filter(key -> key.type().kind() == ColumnType.TypeKind.FLOAT)
                .map(key -> table.source() + ": Iceberg has no key of a " + key.type() + " column, as " + key.name()
                        + " is; name other columns that tell its rows apart: hindsight.table."
                        + table.declaration().name() + ".key")
                .toList();
    }

    @Override
    public Duration usualWait() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean takesOneWriter() {
        return true;
    }

    @Override
    public Staging staging(CapturedTable table) {
        return new LakeStaging(table);
    }

    @Override
    public String fromStaged(Column column, int index) {
        return quote(column.target());
    }

    @Override
    public String blank(Column column) {
        return "NULL";
    }

    @Override
    public RowText rowText() {
        throw new UnsupportedOperationException("a lake isn't asked by SQL");
    }

    @Override
    public boolean refuses(SQLException failure) {
        return false;
    }

    @Override
    public String encryptedUrl() {
        return "s3://lake/histories";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of();
    }
}
