package io.hindsight.source.mysql.schema;

import io.debezium.relational.TableId;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.ChangeRuns;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.MySqlNames;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Stops capture where an ALTER TABLE of a declared table names a column with a backtick: Debezium's parser takes it,
 * doubled as it is there, for another column, and the values of rows that follow would land in the wrong ones. And where
 * it gives a masked column a name that isn't.
 */
public final class DdlGuard {

    private static final Pattern ALTER =
            Pattern.compile("(/\\*.*?\\*/|\\s)*ALTER\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** By the ids that Debezium gives tables; the declarations of one table share its masks. */
    private final Map<String, TableDeclaration> declared;

    public DdlGuard(Settings settings) {
        declared = settings.tables().stream()
                .collect(Collectors.toMap(table -> id(table.source()), Function.identity(), (one, later) -> later));
    }

    private static String id(TableName table) {
        return new TableId(table.database(), null, table.table()).toDoubleQuotedString();
    }

    /**
     * Looks at what the engine tells, of which most is no DDL.
     *
     * @throws CaptureException when it isn't to be gone on with, naming the table and the cure
     */
    public void check(SourceRecord change) {
        if (!ChangeRuns.isSchemaChange(change)) {
            return;
        }
        var value = (Struct) change.value();
        var ddl = value.getString("ddl");
        if (ddl == null || !ALTER.matcher(ddl).matches()) {
            return;
        }
        for (var altered : value.<Struct>getArray("tableChanges")) {
            var table = declared.get(altered.getString("id"));
            if (table == null) {
                continue;
            }
            var name = table.source();
            if (withoutNames(ddl, name).contains("``")) {
                throw new CaptureException("an ALTER TABLE of " + name + " names a column with a backtick, which"
                        + " Debezium reads wrongly: values would land in other columns" + CaptureException.START_OVER);
            }
            checkRenames(table, ddl);
        }
    }

    /** A column that is masked may get no name under which it wouldn't be. */
    private static void checkRenames(TableDeclaration table, String ddl) {
        var masks = table.masks();
        if (masks.isEmpty()) {
            return;
        }
        for (var renamed : Renaming.in(ddl)) {
            if (masks.containsKey(renamed.from()) && !masks.containsKey(renamed.to())) {
                throw new CaptureException("column " + renamed.from() + " of " + table.source()
                        + ", which is masked, is called " + renamed.to() + " from now on: write hindsight.table."
                        + table.name() + ".mask=" + renamed.from() + "|" + renamed.to()
                        + ":…, and start again (docs/privacy.md)");
            }
        }
    }

    private static String withoutNames(String ddl, TableName table) {
        return ddl.replace(MySqlNames.quoted(table.table()), "").replace(MySqlNames.quoted(table.database()), "");
    }
}
