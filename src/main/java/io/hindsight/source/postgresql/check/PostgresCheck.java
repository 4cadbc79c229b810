package io.hindsight.source.postgresql.check;

import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.PostgresConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        findings.addAll(money(PostgresConnection.told(source, "SELECT scale(CAST(CAST(1 AS money) AS numeric))")));
        var tables = DeclaredTables.read(connection, settings);
        findings.addAll(tables.findings());
        findings.addAll(tables.publication(connection, source).run());
        return findings;
    }

    /** @param digits that amounts have behind the point, as applications write them: that isn't written with them */
    static List<Finding> money(String digits) {
        return digits.equals("2")
                ? List.of()
                : List.of(Finding.warning(
                        "amounts of the type money have " + digits + " digits behind the point by lc_monetary, and are"
                                + " read as if they had two",
                        "ALTER TABLE … ALTER COLUMN … TYPE numeric, where a declared table has the type"));
    }

    /** Gives why the server sends nothing although an engine reads, and the cure; empty where it does. */
    public static Optional<String> trouble(Connection connection, SourceSettings source) throws SQLException {
        return PublicationCheck.isThere(connection, source.publication())
                ? Optional.empty()
                : Optional.of("the publication " + source.publication() + " isn't there, and the server sends"
                        + " nothing: hindsight validate prints the statement that makes it; then hindsight check"
                        + " --repair has what was written without it read");
    }

    /** Gives by what an engine would end when it starts, without saying it, and the cure. */
    public static Optional<String> end(Connection connection) throws SQLException {
        return EnumCheck.run(connection).stream().findFirst().map(finding -> finding.what() + "; " + finding.cure());
    }

    /**
     * Says what of the declared tables the log doesn't tell as the publication is now, and the cure; of none where it is
     * gone, which {@link #trouble} says. It is asked again and again: a table that is published is looked at no further.
     */
    public static List<String> untold(Connection connection, Settings settings) throws SQLException {
        var source = settings.source();
        var published =
                PublicationCheck.published(connection, source.publication()).keySet();
        var tables = DeclaredTables.read(connection, settings, published);
        return PublicationCheck.isThere(connection, source.publication())
                ? Stream.concat(
                                tables.publication(connection, source).run().stream(),
                                tables.refused().values().stream().flatMap(List::stream))
                        .filter(finding -> finding.level() == Finding.Level.ERROR)
                        .map(finding -> finding.what() + "; " + finding.cure() + ", and then hindsight check --repair")
                        .toList()
                : List.of();
    }
}
