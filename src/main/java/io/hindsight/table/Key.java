package io.hindsight.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Identifies a row: the canonical text of each key column, in the key's order.
 *
 * @param texts as {@link RowText} says
 */
public record Key(List<String> texts) {

    /** The texts by the source's column names. */
    public Map<String, String> named(CapturedTable table) {
        var named = new LinkedHashMap<String, String>();
        for (var index = 0; index < texts.size(); index++) {
            named.put(table.keys().get(index).name(), texts.get(index));
        }
        return named;
    }
}
