package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders the statement that finds keys whose versions can't be: they overlap, have gaps, are open twice, end before they start. */
public final class BrokenHistory {

    private BrokenHistory() {}

    /** Renders it: its rows are the key's canonical texts and what is broken, in words. */
    public static String statement(Dialect dialect, CapturedTable table, int most) {
        var text = dialect.rowText();
        var names = table.keys().stream().map(text::name).collect(Collectors.joining(", "));
        var texts = table.keys().stream().map(text::text).collect(Collectors.joining(", "));
        return SqlTemplate.load(dialect.name(), "broken-history")
                .fill(Map.of(
                        "keys", alias -> names,
                        "key_texts", alias -> texts,
                        "kept", alias -> dialect.kept(table),
                        "target_name",
                                alias -> dialect.literal(table.declaration().target()),
                        "most", alias -> String.valueOf(most)));
    }
}
