package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.Evolution;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.OwnColumns;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes and alters a kept table as it stands in a warehouse, by one look at it: the first that is needed. */
public final class TargetTable implements AutoCloseable {

    private final Dialect dialect;
    private final Connection connection;
    private final Look look;
    private Map<String, Map<String, TargetColumn>> looked;

    /** Gives the columns of those tables that are there: by table and name, in their order. */
    public interface Look {
        Map<String, Map<String, TargetColumn>> columns(Collection<String> tables) throws SQLException;
    }

    public TargetTable(Dialect dialect, Connection connection) {
        this(dialect, connection, tables -> TargetColumns.of(connection, dialect, tables));
    }

    /** Looks at a warehouse that has no connections. */
    public TargetTable(Dialect dialect, Look look) {
        this(dialect, null, look);
    }

    private TargetTable(Dialect dialect, Connection connection, Look look) {
        this.dialect = dialect;
        this.connection = connection;
        this.look = look;
    }

    /** Makes the table where it is missing, and its views; gives it as it is there. */
    public CapturedTable create(CapturedTable declared) throws SQLException {
        run(creation(declared));
        looked = null;
        var kept = found(declared);
        run(alterations(kept));
        run(views(kept));
        return kept;
    }

    private void run(List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : dialect.together(statements)) {
                statement.execute(sql);
            }
        }
    }

    /**
     * The statements that make the table where it is missing.
     *
     * @throws InvalidTableException when something else stands in its place; with the cure
     */
    public List<String> creation(CapturedTable declared) throws SQLException {
        check(declared);
        return Statements.of(dialect, declared).create();
    }

    /** The table with the columns that it has there: fewer or more than declared when it was there already. */
    public CapturedTable found(CapturedTable declared) throws SQLException {
        return kept(declared, declared::target);
    }

    private void check(CapturedTable declared) throws SQLException {
        var kept = storage(declared).isEmpty() ? declared : found(declared);
        if (connection != null) {
            new Occupants(dialect, kept).check(connection);
        }
    }

    /**
     * The table with the columns that it has there; empty when it isn't there.
     *
     * @throws InvalidTableException when something else stands in its place; with the cure
     */
    public Optional<CapturedTable> find(CapturedTable declared) throws SQLException {
        check(declared);
        return storage(declared).isEmpty() ? Optional.empty() : Optional.of(found(declared));
    }

    /**
     * Says what would be altered for the table to hold changes made under such columns; empty for nothing.
     *
     * @throws InvalidTableException when that can't be, or isn't wanted; with the cure
     */
    public String difference(CapturedTable kept, CapturedTable made) throws SQLException {
        return alterations(allowed(kept, made)).stream()
                .map(SchemaPolicy::oneLine)
                .collect(Collectors.joining("; "));
    }

    /**
     * Gives what the table must become to hold changes that were made under other columns. Whatever others did meanwhile
     * is seen, so that several may come with the same.
     *
     * @param known as it was before
     * @param made the table as those changes were made under it
     * @throws InvalidTableException when that can't be, or isn't wanted; with the cure
     */
    public CapturedTable wanted(CapturedTable known, CapturedTable made) throws SQLException {
        return allowed(kept(known, target -> known.target(target).or(() -> made.target(target))), made);
    }

    /** The statements that make the table's views, or make them anew. */
    public List<String> views(CapturedTable kept) {
        return Statements.of(dialect, kept).views();
    }

    private CapturedTable allowed(CapturedTable kept, CapturedTable made) throws SQLException {
        var evolution = Evolution.of(kept, made);
        new SchemaPolicy(dialect, connection, kept, storage(kept).keySet()).allow(evolution);
        return evolution.table();
    }

    private Map<String, TargetColumn> storage(CapturedTable table) throws SQLException {
        return columns(table).getOrDefault(dialect.storage(table.declaration()), Map.of());
    }

    private Map<String, TargetColumn> stage(CapturedTable table) throws SQLException {
        return columns(table).getOrDefault(stageName(table), Map.of());
    }

    private Map<String, Map<String, TargetColumn>> columns(CapturedTable table) throws SQLException {
        if (looked == null) {
            looked = look.columns(List.of(dialect.storage(table.declaration()), stageName(table)));
        }
        return looked;
    }

    private static String stageName(CapturedTable table) {
        return table.declaration().target() + "_stage";
    }

    /** A column that neither the source nor the stage has is somebody else's. */
    private CapturedTable kept(CapturedTable declared, Function<String, Optional<Column>> hints) throws SQLException {
        var stage = stage(declared);
        var storage = storage(declared);
        var keyed =
                storage.entrySet().stream().anyMatch(each -> each.getValue().key() && !OwnColumns.has(each.getKey()));
        var columns = new ArrayList<Column>();
        var originals = 0;
        for (var there : storage.entrySet()) {
            var target = there.getKey();
            var hint = hints.apply(target);
            if (OwnColumns.has(target)) {
                originals = columns.size();
            } else if (hint.isPresent() || stage.containsKey(target)) {
                var named = hint.orElseGet(() -> unknown(target));
                var column = keyed ? named.keyed(there.getValue().key()) : named;
                columns.add(ColumnTypes.find(dialect, there.getValue().type(), column)
                        .orElse(column));
            }
        }
        return new CapturedTable(declared.declaration(), declared.sourceColumns(), List.copyOf(columns), originals);
    }

    /** A column that the source has no more. */
    private static Column unknown(String target) {
        return new Column(target, target, new ColumnType.Text(0), true, false, true);
    }

    /** The statements that make the table the one that is wanted; a type that somebody has chosen by hand stays. */
    public List<String> alterations(CapturedTable wanted) throws SQLException {
        var alterations = new ArrayList<String>();
        var storage = dialect.storage(wanted.declaration());
        alterations.addAll(alterations(wanted, storage, storage(wanted)));
        alterations.addAll(alterations(wanted, stageName(wanted), stage(wanted)));
        return alterations;
    }

    private List<String> alterations(CapturedTable wanted, String table, Map<String, TargetColumn> there)
            throws SQLException {
        var alterations = new ArrayList<String>();
        var retyped = new ArrayList<String>();
        for (var column : there.isEmpty() ? List.<Column>of() : wanted.columns()) {
            var known = there.get(column.target());
            var type = dialect.type(column);
            if (known == null) {
                alterations.add(
                        Alteration.add(dialect, wanted, table, column, type).sql());
            } else if (!known.type().equals(type)
                    && ColumnTypes.find(dialect, known.type(), column).isPresent()) {
                alterations.add(
                        Alteration.widen(dialect, wanted, table, column, type).sql());
                retyped.add(column.target());
            }
        }
        return dialect.altersAtOnce()
                ? Alteration.together(dialect, table, alterations)
                : new Dependents(dialect, connection).around(table, retyped, alterations);
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    /** A statement as people can copy it. */
    public static String oneLine(String sql) {
        return SchemaPolicy.oneLine(sql);
    }
}
