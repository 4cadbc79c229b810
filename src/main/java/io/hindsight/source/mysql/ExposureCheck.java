package io.hindsight.source.mysql;

import io.hindsight.source.Finding;
import io.hindsight.table.TableDeclaration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether a table's rows can change without its binlog saying so: by foreign keys, and by statements about partitions. */
final class ExposureCheck {

    private static final String CURE = "hindsight check --repair finds them, and hindsight.check.every with"
            + " hindsight.check.repair=true does so by itself (docs/sources.md)";

    private static final String CASCADES = "SELECT CONCAT('by the foreign key ', CONSTRAINT_NAME, ', when ',"
            + " REFERENCED_TABLE_NAME, ' does (ON DELETE ', DELETE_RULE, ' ON UPDATE ', UPDATE_RULE, ')')"
            + " FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ?"
            + " AND (DELETE_RULE IN ('CASCADE', 'SET NULL') OR UPDATE_RULE IN ('CASCADE', 'SET NULL'))"
            + " ORDER BY CONSTRAINT_NAME";

    private static final String PARTITIONS = "SELECT DISTINCT 'by TRUNCATE, DROP or EXCHANGE PARTITION'"
            + " FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
            + " AND PARTITION_NAME IS NOT NULL";

    private ExposureCheck() {}

    static List<Finding> run(Connection connection, TableDeclaration table) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var query : List.of(CASCADES, PARTITIONS)) {
            for (var how : TableCheck.texts(connection, query, table)) {
                findings.add(Finding.warning(
                        "rows of table " + table.source() + " can change " + how + ", of which the binlog says nothing",
                        CURE));
            }
        }
        return findings;
    }
}
