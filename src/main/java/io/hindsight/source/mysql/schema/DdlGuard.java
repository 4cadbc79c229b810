package io.hindsight.source.mysql.schema;

import io.debezium.data.Envelope;
import io.debezium.relational.TableId;
import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.message.ChangeRuns;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Holds a declared table from where an ALTER TABLE gives a masked column of it a name that isn't. */
public final class DdlGuard {

    private static final Pattern ALTER =
            Pattern.compile("(/\\*.*?\\*/|\\s)*ALTER\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** By pipeline: the engine's parts know its name alone. */
    private static final Map<String, DdlGuard> CURRENT = new ConcurrentHashMap<>();

    /** By the ids that Debezium gives tables; the declarations of one table share its masks. */
    private final Map<String, TableDeclaration> declared;

    private final HeldTables held;

    private DdlGuard(Settings settings) {
        held = HeldTables.of(settings.name());
        declared = settings.tables().stream()
                .collect(Collectors.toMap(table -> id(table.source()), Function.identity(), (one, later) -> later));
    }

    /** Makes the one of a pipeline whose engine is to start. */
    public static DdlGuard of(Settings settings) {
        var guard = new DdlGuard(settings);
        CURRENT.put(settings.name(), guard);
        return guard;
    }

    /** Looks at a statement that Debezium can't read, which may be about any table. */
    public static void checkUnread(String pipeline, String ddl, BinlogOffset place) {
        var guard = CURRENT.get(pipeline);
        if (guard != null && ALTER.matcher(ddl).matches()) {
            guard.declared.values().forEach(table -> guard.checkRenames(table, ddl, place));
        }
    }

    private static String id(TableName table) {
        return new TableId(table.database(), null, table.table()).toDoubleQuotedString();
    }

    /** Looks at what the engine tells, of which most is no DDL, before what comes behind it is sent. */
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
            var source = value.getStruct(Envelope.FieldName.SOURCE);
            checkRenames(table, ddl, new BinlogOffset(source.getString("file"), source.getInt64("pos")));
        }
    }

    /** A column that is masked may get no name under which it wouldn't be. */
    private void checkRenames(TableDeclaration table, String ddl, BinlogOffset place) {
        var masks = table.masks();
        if (masks.isEmpty()) {
            return;
        }
        for (var renamed : Renaming.in(ddl)) {
            if (masks.containsKey(renamed.from()) && !masks.containsKey(renamed.to())) {
                held.hold(
                        table.source(),
                        place,
                        "column " + renamed.from() + " of " + table.source() + ", which is masked, is called "
                                + renamed.to() + " from now on",
                        "write hindsight.table." + table.name() + ".mask=" + renamed.from() + "|" + renamed.to()
                                + ":… (docs/privacy.md), and restart");
            }
        }
    }
}
