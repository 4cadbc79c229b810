package io.hindsight.source.mysql;

import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the server, or a replica that has made itself known to it, has the number of capture. */
final class ReplicaCheck {

    private ReplicaCheck() {}

    static Optional<Finding> run(Connection connection, SourceSettings source) throws SQLException {
        return of(numbers(connection, "SELECT @@global.server_id"), replicas(connection), source.serverId());
    }

    /** By MySQL's word from 8.0.22 on, or by its former one, which is MariaDB's; none where the user may not see them. */
    private static List<Long> replicas(Connection connection) {
        for (var question : List.of("SHOW REPLICAS", "SHOW SLAVE HOSTS")) {
            try {
                return numbers(connection, question);
            } catch (SQLException unknownOrDenied) {
                // MariaDB wants a right for it that capture has no other need of
            }
        }
        return List.of();
    }

    private static List<Long> numbers(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    static Optional<Finding> of(List<Long> server, List<Long> replicas, long own) {
        var whose = server.contains(own) ? "the server itself" : replicas.contains(own) ? "one of its replicas" : "";
        return whose.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "hindsight.source.server-id=" + own + " is the number of " + whose
                                + ": the one would end the connection of the other, again and again",
                        "set hindsight.source.server-id to a number that nobody else has"));
    }
}
