package io.hindsight.source.mysql;

import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether rows of a table can change without its binlog saying so, and nobody would find them: by foreign keys of tables
 * that aren't captured, or where there is no way to read rows again.
 */
final class ExposureCheck {

    private static final String PARTITIONS = "SELECT DISTINCT PARTITION_METHOD FROM information_schema.PARTITIONS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND PARTITION_NAME IS NOT NULL LIMIT 1";

    private final Connection connection;
    private final Set<TableName> declared;
    private final boolean canReadAgain;

    ExposureCheck(Connection connection, Settings settings) {
        this.connection = connection;
        this.declared = settings.tables().stream().map(TableDeclaration::source).collect(Collectors.toSet());
        this.canReadAgain = settings.source().signalTable().isPresent();
    }

    List<Finding> run(TableDeclaration table) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var key : ForeignKey.of(connection, Set.of(table.source().database()))) {
            if (key.child().equals(table.source())) {
                var how = "by the foreign key " + key.name() + ", when " + key.parent() + " does";
                if (!declared.contains(key.parent())) {
                    findings.add(finding(
                            table,
                            how,
                            "declare " + key.parent() + " too, or set hindsight.check.every with"
                                    + " hindsight.check.repair=true"));
                } else if (!canReadAgain) {
                    findings.add(finding(table, how, readAgain()));
                }
            }
        }
        if (!canReadAgain && !TableCheck.texts(connection, PARTITIONS, table).isEmpty()) {
            findings.add(finding(table, "by statements about its partitions", readAgain()));
        }
        return findings;
    }

    private static String readAgain() {
        return "set hindsight.source.signal-table, so that they can be read again";
    }

    private static Finding finding(TableDeclaration table, String how, String cure) {
        return Finding.warning(
                "rows of table " + table.source() + " can change " + how + ", of which the binlog says nothing",
                cure + " (docs/sources.md)");
    }
}
