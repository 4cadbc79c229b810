package io.hindsight.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries what a table's columns were when a change of it was made, as a header of the change's message. The value itself says
 * names only, and the source's schema may be another one when the message is read.
 *
 * <p>A JSON array with an array for each column: name, type in the source's word, whether it is
 * unsigned, precision, scale, whether it can be NULL, its place in the message's key (from 1; 0 for none).
 */
public final class ColumnsHeader {

    public static final String NAME = "hindsight.columns";

    private static final JsonMapper JSON = new JsonMapper();

    private ColumnsHeader() {}

    /** Writes the columns; equal ones give equal bytes. */
    public static byte[] write(List<ColumnWords> columns) {
        try {
            return JSON.writeValueAsBytes(columns.stream()
                    .map(column -> List.of(
                            column.name(),
                            column.type(),
                            column.unsigned(),
                            column.precision(),
                            column.scale(),
                            column.nullable(),
                            column.keyPosition()))
                    .toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads the columns.
     *
     * @throws IllegalArgumentException when it isn't what {@link #write} writes
     */
    public static List<SourceColumn> read(byte[] header) {
        var columns = new ArrayList<SourceColumn>();
        try {
            for (JsonNode column : JSON.readTree(header)) {
                columns.add(new ColumnWords(
                                text(column.required(0)),
                                text(column.required(1)),
                                column.required(2).booleanValue(),
                                column.required(3).intValue(),
                                column.required(4).intValue(),
                                column.required(5).booleanValue(),
                                column.required(6).intValue())
                        .column());
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("header " + NAME + " is not what capture writes");
        }
        return columns;
    }

    private static String text(JsonNode word) {
        if (!word.isTextual()) {
            throw new IllegalArgumentException("header " + NAME + " has a column without a name or a type");
        }
        return word.textValue();
    }
}
