package io.hindsight.source.postgresql.check;

import io.hindsight.capture.CaptureException;
import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.PostgresConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether capture can work on a PostgreSQL, and does its applications no harm; changes nothing there. */
public final class PostgresCheck {

    private final Settings settings;

    public PostgresCheck(Settings settings) {
        this.settings = settings;
    }

    /** Gives what stands in the way, the server's settings first; empty if nothing does. */
    public List<Finding> run() {
        var source = settings.source();
        try (var connection = PostgresConnection.open(source)) {
            return run(connection);
        } catch (SQLException failed) {
            return List.of(Finding.error(
                    source.kind() + " at " + source + " can't be asked: " + failed.getMessage(),
                    "correct hindsight.source.hostname, port, username, password and hindsight.source.database"));
        }
    }

    private List<Finding> run(Connection connection) throws SQLException {
        var source = settings.source();
        var findings = new ArrayList<>(WalCheck.run(connection, source));
        findings.addAll(LoginCheck.run(connection));
        findings.addAll(EnumCheck.run(connection));
        var tables = DeclaredTables.read(connection, settings);
        findings.addAll(tables.findings());
        findings.addAll(tables.publication(connection, source).run());
        return findings;
    }

    /**
     * Looks for what an engine would end by without saying it.
     *
     * @throws CaptureException that says it, and the cure
     */
    public static void mustStart(Settings settings) throws SQLException {
        try (var connection = PostgresConnection.open(settings.source())) {
            for (var finding : EnumCheck.run(connection)) {
                throw new CaptureException(finding.what() + "; " + finding.cure());
            }
        }
    }

    /** Says what of the declared tables the log doesn't tell as the publication is now, and the cure. */
    public static List<String> untold(Connection connection, Settings settings) throws SQLException {
        var tables = DeclaredTables.read(connection, settings);
        var publication = tables.publication(connection, settings.source());
        var published = publication.published().keySet();
        return Stream.concat(
                        publication.run().stream(),
                        tables.refused().entrySet().stream()
                                .filter(table -> !published.contains(table.getKey()))
                                .flatMap(table -> table.getValue().stream()))
                .filter(finding -> finding.level() == Finding.Level.ERROR)
                .map(finding -> finding.what() + "; " + finding.cure() + ", and then hindsight check --repair")
                .toList();
    }
}
