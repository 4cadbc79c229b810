package io.hindsight.warehouse;

import io.hindsight.history.Batch;
import io.hindsight.history.Beginning;
import io.hindsight.history.CurrentModel.Latest;
import io.hindsight.history.HistoryModel.Version;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.clickhouse.ClickHouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** A table in a real warehouse, kept by the product's own statements, as the apply route runs them. */
public final class KeptTable implements KeptRows {

    private static final Pattern PARAMETER = Pattern.compile(":#(\\w+)");

    private final Engine engine;
    private final CapturedTable table;
    private final Statements statements;
    private final StagedJson staging;

    public KeptTable(Engine engine, CapturedTable table) {
        this.engine = engine;
        this.table = table;
        this.statements = Statements.of(engine.dialect, table);
        this.staging = new StagedJson(engine.dialect, table);
        statements.create().forEach(sql -> run(sql, Map.of()));
        statements.views().forEach(sql -> run(sql, Map.of()));
    }

    Engine engine() {
        return engine;
    }

    /** Applies a batch, one statement after another. */
    @Override
    public void apply(Batch batch) {
        var start = BatchStart.of(engine.dialect, table, batch);
        var parameters = Map.<String, Object>of(
                "batch", UUID.randomUUID().toString(), "first", start.first(), "since", start.since());
        for (var truncate : batch.truncates()) {
            var marked = Map.<String, Object>of(
                    "batch", parameters.get("batch"),
                    "seq", staging.of(truncate).seq(),
                    "at", truncate.at().toString());
            run(statements.noteTruncate(), marked);
            run(statements.stageTruncate(), marked);
        }
        for (var beginning : statements.noteBeginning().isEmpty() ? List.<Beginning>of() : batch.beginnings()) {
            var marked = Map.<String, Object>of(
                    "batch", parameters.get("batch"),
                    "seq",
                            staging.of(new Truncate(beginning.at(), beginning.seq()))
                                    .seq(),
                    "at", beginning.at().toString());
            run(statements.noteBeginning(), marked);
            run(statements.stageBeginning(), marked);
        }
        if (!batch.rows().isEmpty()) {
            stage(batch, parameters);
        }
        run(statements.apply(Math.max(1, batch.rows().size())), parameters);
        if (!statements.clear().isEmpty()) {
            run(statements.clear(), parameters);
        }
    }

    /** Puts a batch beside the table, and leaves it there. */
    void stage(Batch batch, String name) {
        stage(batch, Map.<String, Object>of("batch", name));
    }

    /** As the route does it: a batch, of one or of many sets of parameters. */
    private void stage(Batch batch, Map<String, Object> parameters) {
        try (var statement = prepare(statements.stage())) {
            for (var set :
                    staging.parameters(batch.rows().stream().map(staging::of).toList())) {
                bind(statement, statements.stage(), set, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException(statements.stage(), failure);
        }
    }

    private void run(String sql, Map<String, Object> parameters) {
        try (var statement = prepare(sql)) {
            bind(statement, sql, Map.of(), parameters);
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return engine.connection().prepareStatement(PARAMETER.matcher(sql).replaceAll("?"));
    }

    private static void bind(
            PreparedStatement statement, String sql, Map<String, Object> own, Map<String, Object> shared)
            throws SQLException {
        var names = PARAMETER.matcher(sql);
        for (var index = 1; names.find(); index++) {
            var name = names.group(1);
            statement.setObject(index, own.containsKey(name) ? own.get(name) : shared.get(name));
        }
    }

    @Override
    public void empty() {
        var target = table.declaration().target();
        try (var statement = engine.connection().createStatement()) {
            var physical = !(engine.dialect instanceof ClickHouse)
                            && table.declaration().keep() == KeepMode.HISTORY
                    ? target
                    : target + "_rows";
            statement.execute("TRUNCATE TABLE " + engine.dialect.quote(physical));
            statement.execute("TRUNCATE TABLE hindsight_truncates");
            if (!statements.noteBeginning().isEmpty()) {
                statement.execute("TRUNCATE TABLE hindsight_beginnings");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Reads the history as the model says it; integers are longs. */
    @Override
    public List<Version> versions() {
        var columns = table.columns().stream()
                .map(Column::target)
                .map(engine.dialect::quote)
                .toList();
        var sql = "SELECT " + String.join(", ", columns)
                + ", op_type, change_seq, effective_start_ts, effective_end_ts, is_current FROM "
                + engine.dialect.quote(table.declaration().target()) + " ORDER BY " + columns.get(0) + ", change_seq";
        try (var statement = engine.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            var versions = new ArrayList<Version>();
            while (rows.next()) {
                var values = values(rows);
                var end = rows.getObject("effective_end_ts", OffsetDateTime.class);
                if (rows.getBoolean("is_current") != (end == null)) {
                    throw new AssertionError("is_current and effective_end_ts disagree");
                }
                versions.add(new Version(
                        (Long) values.get(0),
                        engine.dialect.changeSeq(rows.getString("change_seq")),
                        rows.getString("op_type").charAt(0),
                        rows.getObject("effective_start_ts", OffsetDateTime.class)
                                .toInstant(),
                        end == null ? null : end.toInstant(),
                        values));
            }
            return versions;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Reads the latest rows as the model says them; integers are longs. */
    @Override
    public List<Latest> latest() {
        var columns = table.columns().stream()
                .map(Column::target)
                .map(engine.dialect::quote)
                .toList();
        var sql = "SELECT " + String.join(", ", columns) + ", change_seq FROM "
                + engine.dialect.quote(table.declaration().target()) + " ORDER BY " + columns.get(0);
        try (var statement = engine.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            var latest = new ArrayList<Latest>();
            while (rows.next()) {
                var values = values(rows);
                latest.add(new Latest(
                        (Long) values.get(0), engine.dialect.changeSeq(rows.getString("change_seq")), values));
            }
            return latest;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private List<Object> values(ResultSet row) throws SQLException {
        var values = new ArrayList<Object>();
        for (var index = 1; index <= table.columns().size(); index++) {
            var value = row.getObject(index);
            values.add(value instanceof Number number ? (Object) number.longValue() : value);
        }
        return values;
    }

    /** What a query answers: each row as its columns joined by {@code |}. */
    List<String> query(String sql) {
        try (var statement = engine.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            var answer = new ArrayList<String>();
            while (rows.next()) {
                var columns = new ArrayList<String>();
                for (var index = 1; index <= rows.getMetaData().getColumnCount(); index++) {
                    columns.add(String.valueOf(rows.getString(index)));
                }
                answer.add(String.join("|", columns));
            }
            return answer;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    public Connection connection() {
        return engine.connection();
    }
}
