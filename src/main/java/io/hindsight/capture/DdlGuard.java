package io.hindsight.capture;

import io.debezium.relational.TableId;
import io.hindsight.settings.Settings;
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
final class DdlGuard {

    private static final Pattern ALTER =
            Pattern.compile("(/\\*.*?\\*/|\\s)*ALTER\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** By the ids that Debezium gives tables. */
    private final Map<String, TableName> declared;

    private final Masks masks;

    DdlGuard(Settings settings) {
        masks = new Masks(settings);
        declared = settings.tables().stream()
                .map(TableDeclaration::source)
                .distinct()
                .collect(Collectors.toMap(
                        table -> new TableId(table.database(), null, table.table()).toDoubleQuotedString(),
                        Function.identity()));
    }

    void check(SourceRecord change) {
        if (ChangeRuns.kind(change) != ChangeRuns.Kind.SCHEMA) {
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
            if (withoutNames(ddl, table).contains("``")) {
                throw new CaptureException("an ALTER TABLE of " + table + " names a column with a backtick, which"
                        + " Debezium reads wrongly: values would land in other columns" + StartOver.TO_GO_ON);
            }
            masks.checkRenames(table, ddl);
        }
    }

    private static String withoutNames(String ddl, TableName table) {
        return ddl.replace(quoted(table.table()), "").replace(quoted(table.database()), "");
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
