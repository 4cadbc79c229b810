package io.hindsight.demo;

import io.hindsight.table.KeepMode;
import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Table;

/** A lake of local files under its tables' declared names, in a ClickHouse on the same machine. */
final class LakeInClickHouse {

    private LakeInClickHouse() {}

    /** The statements that make the views, with the columns that the table has now. */
    static List<String> views(Table table, TableDeclaration declaration) {
        var rows = "icebergLocal('" + table.location().replaceFirst("^file:/*", "/") + "')";
        return declaration.keep() == KeepMode.CURRENT
                ? List.of(view(declaration.target(), "* EXCEPT is_deleted FROM " + rows + " WHERE NOT is_deleted"))
                : List.of(
                        view(declaration.target(), "* FROM " + rows),
                        view(declaration.target() + "_current", "* FROM " + rows + " WHERE is_current"));
    }

    /** With the setting by which all position deletes are seen, whoever asks. */
    private static String view(String name, String selection) {
        return String.format(
                Locale.ROOT,
                "CREATE OR REPLACE VIEW `%s` AS SELECT %s SETTINGS use_roaring_bitmap_iceberg_positional_deletes = 1",
                name,
                selection);
    }
}
