package io.hindsight.warehouse.starrocks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a StarRocks is new enough to keep microseconds. */
final class StarRocksVersion {

    private static final int[] FIRST = {3, 3, 5};
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    private StarRocksVersion() {}

    static Optional<String> lacks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_version()")) {
            rows.next();
            return lacks(rows.getString(1));
        }
    }

    /** A version that isn't told by numbers is taken for one of the makers' own, and new. */
    static Optional<String> lacks(String version) {
        var parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var numbers = new int[] {
            Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))
        };
        return Arrays.compare(numbers, FIRST) >= 0
                ? Optional.empty()
                : Optional.of("StarRocks " + version + " keeps no microseconds, which came with 3.3.5; upgrade it");
    }
}
