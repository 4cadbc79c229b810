package io.hindsight.reconcile;

import io.hindsight.table.CapturedTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row's key: the canonical text of each key column, in the key's order.
 *
 * @param texts as {@link io.hindsight.table.RowText} says
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
