package io.hindsight.capture.message;

import io.hindsight.capture.held.TroubledTableException;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceTables;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.Mask;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * The columns that are masked when a change is written for Kafka; nothing later has ever seen their values. Names of
 * columns are told apart without their case. For one thread at a time.
 */
public final class Masks {

    /** What a person does before they resume a table whose masks don't fit. */
    public static final String CURE = "restart with the mask as it should be";

    private final Map<TableName, TableDeclaration> masked = new HashMap<>();
    private final MaskedValues values;

    Masks(Settings settings) {
        masked(settings).forEach(table -> masked.put(table.source(), table));
        values = new MaskedValues(settings.maskSecret());
    }

    private static List<TableDeclaration> masked(Settings settings) {
        return settings.tables().stream()
                .filter(table -> !table.masks().isEmpty())
                .toList();
    }

    /**
     * Looks whether the masks fit the source before anything is read there, where one that names no column would mask
     * nothing: gives the tables of which they don't, each with why and the cure.
     */
    public static Map<TableDeclaration, String> faults(Settings settings) throws SQLException {
        var faults = new LinkedHashMap<TableDeclaration, String>();
        var masked = masked(settings);
        if (masked.isEmpty()) {
            return faults;
        }
        try (var source = Source.open(settings.source())) {
            for (var table : masked) {
                try {
                    SourceTables.once(source, List.of(table));
                } catch (InvalidTableException misfit) {
                    faults.put(table, misfit.getMessage());
                }
            }
        }
        return faults;
    }

    /** The masks of a table by its columns' names; empty for a table without. */
    Map<String, Mask> of(TableName table) {
        return masked.containsKey(table) ? masked.get(table).masks() : Map.of();
    }

    /**
     * Looks whether a table's rows can be written masked.
     *
     * @throws TroubledTableException where they lack a column that is masked, whose values another one may have, or it has
     *     become another type
     */
    void checkRow(TableName table, Schema row) {
        var columns = row.fields().stream().map(Field::name).toList();
        for (var mask : of(table).values()) {
            if (!mask.fits(columns)) {
                throw trouble(InvalidTableException.withoutMasked(masked.get(table), mask, columns)
                        .getMessage());
            }
        }
        for (var field : row.fields()) {
            var mask = of(table).get(field.name());
            if (mask != null && mask.kind() == Mask.Method.TRUNCATE && !MaskedValues.isText(field.schema())) {
                throw trouble("column " + field.name() + " of " + table
                        + " is no text, of which a mask could keep the first characters: drop or redact it");
            }
        }
    }

    private static TroubledTableException trouble(String reason) {
        return new TroubledTableException(reason, CURE);
    }

    /** What is done to a column's values. */
    MaskedValues.Masking masking(Mask mask, Schema schema) {
        return values.masking(mask, schema);
    }

    /** A key is how changes find each other: none of its columns can be masked. */
    void checkKey(TableName table, Schema key) {
        var masks = of(table);
        if (masks.isEmpty()) {
            return;
        }
        for (Field field : key.fields()) {
            if (masks.containsKey(field.name())) {
                throw trouble("column " + field.name() + " of " + table
                        + " is part of its key and can't be masked: take it out of mask=…, or declare another key=…");
            }
        }
    }
}
