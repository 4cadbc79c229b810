package io.hindsight.route;

import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.SourceSchema;
import io.hindsight.table.TableDeclaration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The declared tables, completed by the source's own schema. */
public final class SourceTables {

    private SourceTables() {}

    /**
     * Reads the schema once.
     *
     * @throws SQLException when the source can't be reached
     * @throws io.hindsight.table.InvalidTableException when a declaration doesn't fit the schema
     */
    public static Map<TableDeclaration, CapturedTable> once(Settings settings) throws SQLException {
        var source = settings.source();
        try (var connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password())) {
            return new SourceSchema(connection).tables(settings.tables());
        }
    }

    /** Reads the schema as soon as the source can be reached. */
    static Map<TableDeclaration, CapturedTable> read(Settings settings) {
        return Patience.until("source " + settings.source(), () -> once(settings));
    }
}
