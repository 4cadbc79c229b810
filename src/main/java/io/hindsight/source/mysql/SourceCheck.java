package io.hindsight.source.mysql;

import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether capture can work on the source, and changes nothing there. */
final class SourceCheck {

    private final Settings settings;

    SourceCheck(Settings settings) {
        this.settings = settings;
    }

    /** Gives what stands in the way, the server's settings first; empty if nothing does. */
    List<Finding> run() {
        var source = settings.source();
        try (var connection = MySqlConnection.open(source)) {
            return run(connection);
        } catch (SQLException failed) {
            return List.of(Finding.error(
                    source.kind() + " at " + source + " can't be asked: " + failed.getMessage(),
                    "correct hindsight.source.hostname, port, username and password"));
        }
    }

    private List<Finding> run(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        findings.addAll(BinlogCheck.run(connection, settings.source().kind()));
        findings.addAll(GrantCheck.run(connection));
        ReplicaCheck.run(connection, settings.source()).ifPresent(findings::add);
        settings.source().signalTable().ifPresent(table -> findings.addAll(SignalCheck.run(connection, table)));
        var mendsItself = settings.check().repair() && !settings.check().every().isZero();
        var exposure = new ExposureCheck(connection, settings);
        for (var table : settings.tables()) {
            TableCheck.run(connection, table).ifPresent(findings::add);
            if (!mendsItself) {
                findings.addAll(exposure.run(table));
            }
        }
        return findings;
    }
}
