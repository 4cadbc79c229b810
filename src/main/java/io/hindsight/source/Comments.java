package io.hindsight.source;

import java.util.HashMap;
import java.util.Map;

/** Holds what a source says of a table and its columns in words. */
public final class Comments {

    /** What a column is called whose comment is the table's own. */
    public static final String TABLE = "";

    private final Map<String, String> texts = new HashMap<>();

    /** @param column or {@link #TABLE} */
    public void say(String column, String text) {
        texts.put(column, text);
    }

    /** Gives what is said of a column, or of the {@link #TABLE}; empty for nothing. */
    public String of(String column) {
        return texts.getOrDefault(column, "");
    }
}
