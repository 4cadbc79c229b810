package io.hindsight.source.mysql.schema;

import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.hindsight.capture.CaptureException;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.MySqlConnection;
import io.hindsight.source.mysql.MySqlNames;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The source's own words for what captured tables look like now. */
final class CreateStatements {

    private final Settings settings;

    CreateStatements(Settings settings) {
        this.settings = settings;
    }

    /** Those of captured tables that aren't known yet. */
    Map<TableId, String> of(Tables known) {
        var missing = tables().distinct()
                .map(table -> new TableId(table.database(), null, table.table()))
                .filter(table -> known.forTable(table) == null)
                .toList();
        var statements = new LinkedHashMap<TableId, String>();
        if (missing.isEmpty()) {
            return statements;
        }
        try (var connection = MySqlConnection.open(settings.source())) {
            for (var table : missing) {
                statement(connection, table).ifPresent(ddl -> statements.put(table, ddl));
            }
        } catch (SQLException away) {
            throw new CaptureException("the source doesn't say what newly declared tables look like", away);
        }
        return statements;
    }

    private Stream<TableName> tables() {
        return Stream.concat(
                settings.tables().stream().map(TableDeclaration::source), settings.source().signalTable().stream());
    }

    /** Empty where the table isn't there yet: the binlog will tell. */
    private static Optional<String> statement(Connection connection, TableId table) {
        try (var statement = connection.createStatement()) {
            // a name may have a brace, which begins an escape of JDBC's own
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery(
                    "SHOW CREATE TABLE " + MySqlNames.quoted(new TableName(table.catalog(), table.table())))) {
                return row.next() ? Optional.of(row.getString(2)) : Optional.empty();
            }
        } catch (SQLException notThere) {
            return Optional.empty();
        }
    }
}
