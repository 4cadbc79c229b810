package io.hindsight.source.mysql;

import io.hindsight.observe.FailureText;
import io.hindsight.source.Finding;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the signal table, through which capture is asked to read rows again, is there and can be written to. */
final class SignalCheck {

    private SignalCheck() {}

    static List<Finding> run(Connection connection, TableName table) {
        var name = MySqlNames.quoted(table);
        try (var statement = connection.createStatement()) {
            // needs the columns and the grant, and inserts nothing
            statement.executeUpdate("INSERT INTO " + name + " SELECT id, type, data FROM " + name + " WHERE 1 = 0");
            return List.of();
        } catch (SQLException refused) {
            return List.of(Finding.error(
                    "the signal table " + table + " can't be written to (" + FailureText.of(refused) + ")",
                    "CREATE TABLE " + table + " (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data"
                            + " MEDIUMTEXT), and GRANT SELECT, INSERT ON " + table + " TO the user of capture"));
        }
    }
}
