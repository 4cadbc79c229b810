package io.hindsight.context;

import java.util.List;

/** The setting that an environment variable stands for: a variable's name has neither dots nor dashes. */
final class EnvironmentKey {

    /** Those of several words; one that is the end of another comes after it. */
    private static final List<String> OPTIONS = List.of(
            "batch_size",
            "batch_wait",
            "effective_from",
            "on_refusal",
            "on_schema_change",
            "ddl_username",
            "ddl_password",
            "ddl_password_file",
            "password_file",
            "routine_load");

    private EnvironmentKey() {}

    /**
     * {@code hindsight_table_order_items_batch_size} is {@code hindsight.table.order_items.batch-size}: names of
     * tables and warehouses keep their underscores, options have dashes.
     */
    static String of(String variable) {
        for (var named : new String[] {"hindsight_table_", "hindsight_warehouse_"}) {
            if (variable.startsWith(named)) {
                return ofNamed(named.replace('_', '.'), variable.substring(named.length()));
            }
        }
        var parts = variable.split("_", 3);
        return parts.length < 3
                ? String.join(".", parts)
                : parts[0] + "." + parts[1] + "." + parts[2].replace('_', '-');
    }

    private static String ofNamed(String prefix, String rest) {
        for (var option : OPTIONS) {
            if (rest.endsWith("_" + option)) {
                return prefix + rest.substring(0, rest.length() - option.length() - 1) + "." + option.replace('_', '-');
            }
        }
        var end = rest.lastIndexOf('_');
        return end < 0 ? prefix + rest : prefix + rest.substring(0, end) + "." + rest.substring(end + 1);
    }
}
