package io.hindsight.source.postgresql.check;

import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.table.TableDeclaration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        var findings = new ArrayList<>(WalCheck.run(connection, source.slot()));
        findings.addAll(LoginCheck.run(connection));
        var publishable = new LinkedHashMap<String, PublishedTable>();
        for (var declaration : settings.tables()) {
            check(connection, declaration, publishable, findings);
        }
        findings.addAll(new PublicationCheck(connection, source.publication(), declared(), publishable).run());
        return findings;
    }

    private Set<String> declared() {
        return settings.tables().stream()
                .map(table -> table.source().toString())
                .collect(Collectors.toSet());
    }

    private static void check(
            Connection connection,
            TableDeclaration declaration,
            LinkedHashMap<String, PublishedTable> publishable,
            List<Finding> findings)
            throws SQLException {
        var table = PublishedTable.read(connection, declaration.source());
        if (table.isEmpty()) {
            findings.add(Finding.error(
                    "table " + declaration.source() + " isn't there",
                    "correct hindsight.table." + declaration.name() + ".source, as schema.table in its letters' case,"
                            + " or hindsight.source.database"));
            return;
        }
        var found = PublishedTableCheck.run(declaration, table.get());
        findings.addAll(found);
        if (found.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR)) {
            publishable.put(declaration.source().toString(), table.get());
        }
    }
}
