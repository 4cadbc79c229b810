package io.hindsight.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.TreeMap;

/**
 * Remembers the rows of one side by two numbers each, one of the key and one of the values: some 30 bytes a row. Rows that
 * agree have equal ones; what is taken for another row is looked at again anyway.
 */
final class Fingerprints {

    private static final int FIRST_SIZE = 1 << 12;
    private static final long START = 0xcbf29ce484222325L;

    private long[] keys = new long[FIRST_SIZE];
    private long[] rows = new long[FIRST_SIZE];
    private BitSet used = new BitSet();
    private final BitSet seen = new BitSet();
    private int size;

    void add(ComparedRow row) {
        if (size++ > keys.length / 5 * 3) {
            grow();
        }
        put(ofKey(row), ofValues(row));
    }

    private void put(long key, long row) {
        var slot = slot(key);
        used.set(slot);
        keys[slot] = key;
        rows[slot] = row;
    }

    /** Whether the same row is on the other side, too; once all have been added. */
    boolean agree(ComparedRow other) {
        var slot = slot(ofKey(other));
        if (!used.get(slot)) {
            return false;
        }
        seen.set(slot);
        return rows[slot] == ofValues(other);
    }

    /** Whether {@link #agree} has been asked for the row's key. */
    boolean isSeen(ComparedRow row) {
        return seen.get(slot(ofKey(row)));
    }

    private int slot(long key) {
        var mask = keys.length - 1;
        var slot = (int) key & mask;
        while (used.get(slot) && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var keysBefore = keys;
        var rowsBefore = rows;
        var usedBefore = used;
        keys = new long[keysBefore.length * 2];
        rows = new long[keysBefore.length * 2];
        used = new BitSet();
        usedBefore.stream().forEach(slot -> put(keysBefore[slot], rowsBefore[slot]));
    }

    private static long ofKey(ComparedRow row) {
        var hash = START;
        for (var text : row.key().texts()) {
            hash = add(add(hash, text), 0);
        }
        return hash;
    }

    private static long ofValues(ComparedRow row) {
        var hash = add(START, String.valueOf(row.number()));
        for (var whole : row.wholes()) {
            hash = whole instanceof JsonNode document ? add(hash, document) : add(hash, number((Number) whole));
        }
        return hash;
    }

    private static long number(Number number) {
        // zero has a sign that some engines drop
        return number == null ? 1 : Double.doubleToLongBits(number.doubleValue() + 0.0);
    }

    /** Of an object its fields in any order, of a number what is left of it as a double. */
    private static long add(long before, JsonNode document) {
        var hash = add(before, document.getNodeType().ordinal());
        if (document.isNumber()) {
            return add(hash, number(document.doubleValue()));
        }
        if (document.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            document.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
            for (var field : fields.entrySet()) {
                hash = add(add(hash, field.getKey()), field.getValue());
            }
            return hash;
        }
        for (var element : document) {
            hash = add(hash, element);
        }
        return document.isValueNode() ? add(hash, document.asText()) : hash;
    }

    private static long add(long before, String text) {
        var hash = before;
        for (var index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
        }
        return add(hash, text.length());
    }

    private static long add(long hash, long number) {
        var mixed = (hash ^ number) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 29;
    }
}
