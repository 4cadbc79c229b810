package io.hindsight.source.postgresql.check;

import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each type that counts as a list of labels has some. Debezium reads the labels of all of them when it starts, and
 * ends if one has none: a domain over an enum, or an enum without labels, in whatever schema.
 */
final class EnumCheck {

    private static final String QUERY =
            """
            SELECT format('%I.%I', n.nspname, t.typname), t.typtype FROM pg_type t
              JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typcategory = 'E' AND NOT EXISTS (SELECT 1 FROM pg_enum e WHERE e.enumtypid = t.oid) ORDER BY 1
            """;

    private EnumCheck() {}

    /** Finds those that haven't. */
    static List<Finding> run(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var statement = connection.createStatement();
                var types = statement.executeQuery(QUERY)) {
            while (types.next()) {
                var name = types.getString(1);
                findings.add(
                        types.getString(2).equals("d")
                                ? Finding.error(
                                        "the database has a domain over an enum, " + name
                                                + ", by which the engine ends",
                                        "let columns be of the enum itself, or of a domain over text with a CHECK; and"
                                                + " DROP DOMAIN " + name)
                                : Finding.error(
                                        "the database has an enum without labels, " + name + ", by which the engine"
                                                + " ends",
                                        "ALTER TYPE " + name + " ADD VALUE a first one, or DROP TYPE " + name));
            }
        }
        return findings;
    }
}
