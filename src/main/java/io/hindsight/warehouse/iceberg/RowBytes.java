package io.hindsight.warehouse.iceberg;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.types.Types;

/** Writes rows of some columns as bytes, and reads them: equal rows give equal bytes. */
final class RowBytes {

    private final List<Types.NestedField> columns;

    RowBytes(List<Types.NestedField> columns) {
        this.columns = columns;
    }

    byte[] of(Object[] row) {
        var bytes = new ByteArrayOutputStream(64);
        try {
            write(new DataOutputStream(bytes), row);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    void write(DataOutput out, Object[] row) throws IOException {
        for (var index = 0; index < row.length; index++) {
            out.writeBoolean(row[index] != null);
            if (row[index] != null) {
                write(out, columns.get(index), row[index]);
            }
        }
    }

    private static void write(DataOutput out, Types.NestedField column, Object value) throws IOException {
        switch (column.type().typeId()) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case INTEGER, DATE -> out.writeInt((Integer) value);
            case LONG, TIME, TIMESTAMP -> out.writeLong((Long) value);
            case FLOAT -> out.writeFloat((Float) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case STRING -> write(out, value.toString().getBytes(StandardCharsets.UTF_8));
            case DECIMAL -> write(out, ((BigDecimal) value).unscaledValue().toByteArray());
            case BINARY -> {
                var bytes = new byte[((ByteBuffer) value).remaining()];
                ((ByteBuffer) value).duplicate().get(bytes);
                write(out, bytes);
            }
            case UUID -> {
                out.writeLong(((UUID) value).getMostSignificantBits());
                out.writeLong(((UUID) value).getLeastSignificantBits());
            }
            default -> throw strange(column);
        }
    }

    private static void write(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    Object[] read(DataInput in) throws IOException {
        var row = new Object[columns.size()];
        for (var index = 0; index < row.length; index++) {
            row[index] = in.readBoolean() ? read(in, columns.get(index)) : null;
        }
        return row;
    }

    private static Object read(DataInput in, Types.NestedField column) throws IOException {
        return switch (column.type().typeId()) {
            case BOOLEAN -> in.readBoolean();
            case INTEGER, DATE -> in.readInt();
            case LONG, TIME, TIMESTAMP -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case STRING -> new String(bytes(in), StandardCharsets.UTF_8);
            case DECIMAL -> new BigDecimal(new BigInteger(bytes(in)), ((Types.DecimalType) column.type()).scale());
            case BINARY -> ByteBuffer.wrap(bytes(in));
            case UUID -> new UUID(in.readLong(), in.readLong());
            default -> throw strange(column);
        };
    }

    private static byte[] bytes(DataInput in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static IllegalStateException strange(Types.NestedField column) {
        return new IllegalStateException("column " + column.name() + " is of type " + column.type()
                + ", which somebody else has added and which rows can't be carried over with; drop it");
    }
}
