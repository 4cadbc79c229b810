package io.hindsight.capture.message;

import io.hindsight.table.Mask;
import io.hindsight.table.TableName;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * A field of a struct as it is written.
 *
 * @param schema of what is written
 * @param hasDefault whether a missing value would be given as something else
 * @param masking null where the value is written as it is
 */
record WrittenField(Field field, Schema schema, boolean hasDefault, MaskedValues.Masking masking) {

    /** Gives all fields, as they are. */
    static List<WrittenField> of(Schema struct) {
        return struct.fields().stream().map(WrittenField::plain).toList();
    }

    /** Gives those of a table's row, masked; without columns that are dropped. */
    static List<WrittenField> ofRow(Schema row, Masks masks, TableName table) {
        if (row.fields().isEmpty()) {
            // of what is said of the whole table
            return List.of();
        }
        masks.checkRow(table, row);
        var ofTable = masks.of(table);
        return row.fields().stream()
                .filter(field -> !ofTable.containsKey(field.name())
                        || ofTable.get(field.name()).kind() != Mask.Method.DROP)
                .map(field -> ofTable.containsKey(field.name())
                        ? masked(field, masks.masking(ofTable.get(field.name()), field.schema()))
                        : plain(field))
                .toList();
    }

    private static WrittenField plain(Field field) {
        return new WrittenField(field, field.schema(), hasDefault(field), null);
    }

    private static WrittenField masked(Field field, MaskedValues.Masking masking) {
        return new WrittenField(field, Schema.OPTIONAL_STRING_SCHEMA, hasDefault(field), masking);
    }

    private static boolean hasDefault(Field field) {
        return field.schema().defaultValue() != null;
    }

    /** By its name only where it must be, which takes longer: by its place, the default is given instead of a NULL. */
    Object value(Struct struct) {
        var value = hasDefault ? struct.getWithoutDefault(field.name()) : struct.get(field);
        return masking == null || value == null ? value : masking.apply(value);
    }
}
