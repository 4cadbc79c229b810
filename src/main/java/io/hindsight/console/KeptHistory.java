package io.hindsight.console;

import io.hindsight.limits.TimeLimits;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.HistoryQuestions.Having;
import io.hindsight.warehouse.Question;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks a warehouse by SQL, a question at a time; the texts are the warehouse's own. */
final class KeptHistory implements AskedHistory {

    /** What follows the table's own columns: two moments, op_type, and change_seq. */
    private static final int SEQ = 3;

    /** Versions that one statement looks at, at most, for a page of rows. */
    private static final int STEP = 20_000;

    /** How long it looks for rows to fill a page. */
    private static final long LOOKING_NANOS = 1_000_000_000;

    private final Dialect dialect;
    private final CapturedTable table;
    private final DataSource dataSource;
    private final Duration timeout;

    /** @param timeout how long a question may take, in whole seconds */
    KeptHistory(Dialect dialect, CapturedTable table, DataSource dataSource, Duration timeout) {
        this.dialect = dialect;
        this.table = table;
        this.dataSource = dataSource;
        this.timeout = timeout;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public CapturedTable table() {
        return table;
    }

    @Override
    public List<List<String>> versions(List<String> key, Optional<String> before, int limit) {
        return ask(questions().versions(key, before, limit));
    }

    @Override
    public List<List<String>> row(List<String> key, Instant at) {
        return ask(questions().row(key, at));
    }

    @Override
    public Part rows(Instant at, List<String> after, Optional<Having> having, int limit) {
        var found = new ArrayList<List<String>>();
        var place = after;
        var until = System.nanoTime() + LOOKING_NANOS;
        do {
            var end = ask(questions().pageEnd(place, STEP));
            var upTo = end.isEmpty() ? List.<String>of() : end.get(0);
            found.addAll(ask(questions().rows(at, place, upTo, having, limit - found.size())));
            place = upTo;
        } while (found.size() < limit && !place.isEmpty() && System.nanoTime() < until);
        return new Part(found, place);
    }

    @Override
    public List<List<String>> changes(Question question) {
        return ask(question);
    }

    @Override
    public Optional<Instant> knownSince(Instant at, boolean isEmpty) {
        if (table.declaration().effectiveFrom().isPresent()) {
            return Optional.empty();
        }
        var begun = questions().isBegunInLog() ? first(questions().begun()) : Optional.<Instant>empty();
        return begun.isPresent() || !isEmpty
                ? begun.filter(at::isBefore)
                : first(questions().firstRead(STEP)).filter(at::isBefore);
    }

    /** A moment that takes long to find is done without. */
    private Optional<Instant> first(Question question) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(question.sql())) {
            connection.setNetworkTimeout(
                    Runnable::run, (int) timeout.plus(TimeLimits.GRACE).toMillis());
            statement.setQueryTimeout((int) timeout.toSeconds());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(Instant.parse(iso(row.getString(1)))) : Optional.empty();
            }
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }

    /** Asks; each row as texts, NULL as null, moments in ISO 8601. */
    List<List<String>> ask(Question question) {
        try (var connection = dataSource.getConnection()) {
            // of every statement that is made from now on
            connection.setNetworkTimeout(
                    Runnable::run, (int) timeout.plus(TimeLimits.GRACE).toMillis());
            return ask(connection, question);
        } catch (SQLException failure) {
            throw problem(failure);
        }
    }

    private List<List<String>> ask(Connection connection, Question question) throws SQLException {
        try (var statement = connection.prepareStatement(question.sql())) {
            statement.setQueryTimeout((int) timeout.toSeconds());
            for (var index = 0; index < question.parameters().size(); index++) {
                statement.setString(index + 1, question.parameters().get(index));
            }
            try (var rows = statement.executeQuery()) {
                var answer = new ArrayList<List<String>>();
                while (rows.next()) {
                    answer.add(row(rows, question.areVersions()));
                }
                return answer;
            }
        }
    }

    private Problem problem(SQLException failure) {
        if (dialect.ranOutOfTime(failure)) {
            return new Problem(504, "the warehouse needs more than " + timeout.toSeconds() + " s to answer");
        }
        if (dialect.refuses(failure)) {
            return new Problem(400, "the warehouse can't read a key or value as one of this table");
        }
        if (failure instanceof SQLTransientConnectionException) {
            return new Problem(
                    503,
                    "no connection to the warehouse: it is away, or busy with as many questions as it may be asked");
        }
        return new Problem(
                503,
                "the warehouse doesn't answer (SQLSTATE " + failure.getSQLState() + ", error " + failure.getErrorCode()
                        + ")");
    }

    private List<String> row(ResultSet row, boolean isVersion) throws SQLException {
        var columns = row.getMetaData().getColumnCount();
        var texts = new ArrayList<String>(columns);
        for (var index = 1; index <= columns; index++) {
            var text = row.getString(index);
            texts.add(text == null ? null : text(index - 1, text, isVersion));
        }
        return texts;
    }

    private String text(int index, String text, boolean isVersion) {
        var columns = table.columns();
        if (index < columns.size()) {
            return isInstant(columns.get(index)) ? text.replaceFirst("\\+00$", "") : text;
        }
        if (!isVersion) {
            return text;
        }
        return switch (index - columns.size()) {
            case 0, 1 -> iso(text);
            case SEQ -> dialect.changeSeq(text);
            default -> text;
        };
    }

    private static boolean isInstant(Column column) {
        return column.type().kind() == TypeKind.TIMESTAMP;
    }

    /** Warehouses are asked in UTC; PostgreSQL says so, the others don't. */
    private static String iso(String text) {
        var local = text.replaceFirst("\\+00$", "").replace(' ', 'T');
        Instant moment = LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
        return moment.toString();
    }
}
