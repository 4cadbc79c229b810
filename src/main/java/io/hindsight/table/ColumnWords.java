package io.hindsight.table;

/**
 * Describes a column in its source's own words, as {@link ColumnsHeader} carries them.
 *
 * @param type in the source's word, see {@link TypeWords}
 * @param precision digits of a number, bits of a BIT, digits after the second of a time, characters of a text, bytes of a
 *     binary
 * @param keyPosition its place in the primary key, from 1; 0 when it isn't part of it
 */
public record ColumnWords(
        String name, String type, boolean unsigned, int precision, int scale, boolean nullable, int keyPosition) {

    /** The column that the words describe. */
    SourceColumn column() {
        return new SourceColumn(name, type, TypeWords.type(this), nullable, keyPosition);
    }
}
