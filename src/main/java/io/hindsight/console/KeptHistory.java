package io.hindsight.console;

import io.hindsight.limits.TimeLimits;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.KeyText;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.HistoryQuestions;
import io.hindsight.warehouse.Question;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks one warehouse for a table's history, a question at a time; the texts are the warehouse's own. */
final class KeptHistory {

    /** What follows the table's own columns: two moments, op_type, and change_seq. */
    private static final int SEQ = 3;

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

    HistoryQuestions questions() {
        return new HistoryQuestions(dialect, table);
    }

    CapturedTable table() {
        return table;
    }

    /** The key, when it can be one. */
    List<String> key(List<String> texts) {
        try {
            return KeyText.checked(table, texts);
        } catch (IllegalArgumentException wrong) {
            throw new Problem(400, wrong.getMessage());
        }
    }

    /** A moment that the warehouse can be asked for; now, where none is said. */
    Instant moment(String text) {
        try {
            var moment = text == null ? Instant.now() : Instant.parse(text);
            if (dialect.reaches(moment)) {
                return moment;
            }
        } catch (DateTimeException wrong) {
            // said below
        }
        throw new Problem(400, "at: write a moment that " + dialect.name() + " knows, as 2026-03-01T12:00:00Z");
    }

    /**
     * Since when the table's history is known, if a moment is before that: what was then, no answer says.
     *
     * @param isEmpty whether there was no row; where the history begins with the rows as they were read, no other answer
     *     is from before
     * @param versions that are looked at for that, at most
     */
    Optional<Instant> knownSince(Instant at, boolean isEmpty, int versions) {
        if (table.declaration().effectiveFrom().isPresent()) {
            return Optional.empty();
        }
        var begun = questions().isBegunInLog() ? first(questions().begun()) : Optional.<Instant>empty();
        return begun.isPresent() || !isEmpty
                ? begun.filter(at::isBefore)
                : first(questions().firstRead(versions)).filter(at::isBefore);
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
                    answer.add(row(rows));
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
            return new Problem(400, "the warehouse can't read the key as one of this table");
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

    private List<String> row(ResultSet row) throws SQLException {
        var columns = row.getMetaData().getColumnCount();
        var texts = new ArrayList<String>(columns);
        for (var index = 1; index <= columns; index++) {
            var text = row.getString(index);
            texts.add(text == null ? null : text(index - 1, text));
        }
        return texts;
    }

    private String text(int index, String text) {
        var columns = table.columns();
        if (index < columns.size()) {
            return isInstant(columns.get(index)) ? text.replaceFirst("\\+00$", "") : text;
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
