package io.hindsight.source.mysql;

import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the current user may do what capture does. */
final class GrantCheck {

    private static final List<String> GLOBAL =
            List.of("RELOAD", "SHOW DATABASES", "REPLICATION SLAVE", "REPLICATION CLIENT");
    /** For the same privilege. */
    private static final String MARIADBS_WORD = "BINLOG MONITOR";

    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (\\S+) TO .*", Pattern.DOTALL);

    private GrantCheck() {}

    static List<Finding> run(Connection connection) throws SQLException {
        return of(grants(connection));
    }

    private static List<String> grants(Connection connection) throws SQLException {
        var grants = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            // privileges of active roles are listed along with the user's own
            try (var rows = statement.executeQuery("SHOW GRANTS FOR CURRENT_USER()" + usingRoles(connection))) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
        }
        return grants;
    }

    private static String usingRoles(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            var roles = rows.next() ? rows.getString(1) : null;
            return roles == null || roles.equals("NONE") ? "" : " USING " + roles;
        }
    }

    /** Whether SELECT is given for all or for some tables isn't told apart: the tables are looked at one by one. */
    static List<Finding> of(List<String> grants) {
        Set<String> global = new HashSet<>();
        Set<String> any = new HashSet<>();
        for (var grant : grants) {
            var match = GRANT.matcher(grant);
            if (match.matches()) {
                var privileges = Arrays.stream(match.group(1).split(","))
                        .map(privilege -> privilege.strip().toUpperCase(Locale.ROOT))
                        .map(privilege -> privilege.equals(MARIADBS_WORD) ? "REPLICATION CLIENT" : privilege)
                        .toList();
                any.addAll(privileges);
                if (match.group(2).equals("*.*")) {
                    global.addAll(privileges);
                }
            }
        }
        var findings = new ArrayList<Finding>();
        if (global.contains("ALL PRIVILEGES")) {
            return findings;
        }
        if (!any.contains("SELECT") && !any.contains("ALL PRIVILEGES")) {
            findings.add(missing("SELECT"));
        }
        GLOBAL.stream()
                .filter(privilege -> !global.contains(privilege))
                .map(GrantCheck::missing)
                .forEach(findings::add);
        return findings;
    }

    private static Finding missing(String privilege) {
        return Finding.error(
                "the user has no " + privilege + " privilege", "GRANT " + privilege + " ON *.* TO the user of capture");
    }
}
