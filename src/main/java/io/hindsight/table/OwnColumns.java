package io.hindsight.table;

import java.util.Locale;
import java.util.Set;

/** Lists the columns that a kept table has besides the source's own. */
public final class OwnColumns {

    /** Names those of a row's columns that are as the key's version before has them: the source left their values out. */
    public static final String UNCHANGED = "hindsight_unchanged";

    /** Says when a change was made whose version begins at another moment. */
    public static final String OWN = "hindsight_own_ts";

    static final Set<String> NAMES = Set.of(
            "effective_start_ts",
            "effective_end_ts",
            "is_current",
            "op_type",
            "change_seq",
            "commit_ts",
            "batch_id",
            "row_no",
            "staged_at",
            "is_deleted",
            "known_changes",
            UNCHANGED,
            OWN);

    private OwnColumns() {}

    public static boolean has(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
