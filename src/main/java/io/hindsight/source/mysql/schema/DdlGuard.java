package io.hindsight.source.mysql.schema;

import io.debezium.relational.TableId;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.ChangeRuns;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Stops capture where an ALTER TABLE of a declared table gives a masked column a name that isn't. */
public final class DdlGuard {

    private static final Pattern ALTER =
            Pattern.compile("(/\\*.*?\\*/|\\s)*ALTER\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** By pipeline: the engine's parts know its name alone. */
    private static final Map<String, DdlGuard> CURRENT = new ConcurrentHashMap<>();

    /** By the ids that Debezium gives tables; the declarations of one table share its masks. */
    private final Map<String, TableDeclaration> declared;

    private DdlGuard(Settings settings) {
        declared = settings.tables().stream()
                .collect(Collectors.toMap(table -> id(table.source()), Function.identity(), (one, later) -> later));
    }

    /** Makes the one of a pipeline whose engine is to start. */
    public static DdlGuard of(Settings settings) {
        var guard = new DdlGuard(settings);
        CURRENT.put(settings.name(), guard);
        return guard;
    }

    /**
     * Looks at a statement that Debezium can't read, which may be about any table.
     *
     * @throws CaptureException as of one that it can
     */
    public static void checkUnread(String pipeline, String ddl) {
        var guard = CURRENT.get(pipeline);
        if (guard != null && ALTER.matcher(ddl).matches()) {
            guard.declared.values().forEach(table -> checkRenames(table, ddl));
        }
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
}
