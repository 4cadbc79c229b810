package io.hindsight.source.postgresql.check;

import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the user may read the log; whether it may read a table is looked at with each. */
final class LoginCheck {

    private LoginCheck() {}

    static List<Finding> run(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var role = statement.executeQuery(
                        "SELECT rolreplication OR rolsuper, quote_ident(rolname) FROM pg_roles WHERE rolname = current_user")) {
            return role.next() && role.getBoolean(1)
                    ? List.of()
                    : List.of(Finding.error(
                            "the user may not read the log", "ALTER ROLE " + role.getString(2) + " REPLICATION"));
        }
    }
}
