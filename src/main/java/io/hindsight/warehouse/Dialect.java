package io.hindsight.warehouse;

import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.RowText;
import io.hindsight.table.TableDeclaration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Speaks to one kind of warehouse: what differs from engine to engine. The statements themselves are files in {@code
 * sql/<name>/}.
 */
public interface Dialect {

    /** The engine's name: its folder of statements. */
    String name();

    /**
     * An identifier as the engine reads it, whatever is in it; free of characters that mean something to a Camel
     * endpoint ({@code # ? & { } $ :}).
     */
    String quote(String identifier);

    /** A text as the engine reads it. */
    String literal(String text);

    /** The type that keeps a column's values. */
    String type(Column column);

    /**
     * The types whose values a column of the warehouse can keep, the likeliest first; several where it makes one type of
     * them. One whose {@link #type} is another after all may be among them.
     *
     * @param type as {@link #type} spells it
     */
    List<ColumnType> readType(String type);

    /** The column's value out of a staged row, where it is the field of that index: see {@link #field}. */
    String fromStaged(Column column, int index);

    /** What a staged row calls a column's value. */
    default String field(Column column, int index) {
        return column.target();
    }

    /** Says whether a staged row has no field for what is NULL, so that it can't be taken for a text. */
    default boolean leavesOutNulls() {
        return false;
    }

    /** About how many characters of rows are staged by one statement, at most. */
    default int largestStaged() {
        return Integer.MAX_VALUE;
    }

    /** The column's value in a row that has none: a mark for a truncate. */
    String blank(Column column);

    /** What stands in a column whose value was taken away. */
    default String emptied(Column column) {
        return "NULL";
    }

    /** The first characters of a text, counted as people do. */
    default String firstCharacters(String text, int characters) {
        return "substring(" + text + ", 1, " + characters + ")";
    }

    /** The type of a text of any length. */
    default String text() {
        return "text";
    }

    /** The last of a window's values, be it NULL or not, among rows of which that is true; empty where no function has it. */
    default Optional<String> lastWhere(String column, String condition) {
        return Optional.empty();
    }

    /** The op of the row before, by change_seq; of the first one a truncate's. */
    default String opBefore(String keys) {
        return "coalesce(lag(op_type) OVER (PARTITION BY " + keys + " ORDER BY change_seq), 't')";
    }

    /** The column as something that two rows can be compared by. */
    default String comparable(Column column) {
        return quote(column.target());
    }

    /** The column as people read it: bytes in hexadecimal, all else as the engine prints it. */
    default String shown(Column column) {
        return column.type().isBinary() ? "hex(" + quote(column.target()) + ")" : quote(column.target());
    }

    /** The value that a text stands for, such as {@link #shown} gives it: a parameter's or a literal's. */
    default String asked(Column column, String text) {
        return column.type().isBinary() ? "unhex(" + text + ")" : "CAST(" + text + " AS " + type(column) + ")";
    }

    /** The value that a parameter's text stands for where rows are removed from the stage. */
    default String askedInStage(Column column) {
        return asked(column, "?");
    }

    /** The text of a moment, as {@link #asked} takes it. */
    default String moment(Instant moment) {
        return Moments.text(moment);
    }

    /**
     * Compares two rows of equally many values, the first of them first.
     *
     * @param operator &gt; or &lt;=
     * @param right asked for from the first on, and as often as it is written: it may be a parameter
     */
    default String compared(List<String> left, String operator, IntFunction<String> right) {
        return "(" + String.join(", ", left) + ") " + operator + " "
                + IntStream.range(0, left.size()).mapToObj(right).collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * A value of {@link Row} as it is staged: text, number, boolean, or a JSON document.
     *
     * @throws RefusedValueException when the engine can't keep it as it is
     */
    Object staged(Column column, Object value);

    /** How rows are made ready for it. */
    default Staging staging(CapturedTable table) {
        return new StagedJson(this, table);
    }

    /**
     * Looks at a row as a whole.
     *
     * @throws RefusedValueException when the engine can't keep it
     */
    default void fits(CapturedTable table, Row row) {}

    /** What the engine can't keep of a table, whatever is in it; each with the cure. */
    default List<String> misfits(CapturedTable table) {
        return List.of();
    }

    /** A {@link io.hindsight.history.ChangeSeq} as the engine keeps it. */
    default String keptSeq(String changeSeq) {
        return changeSeq;
    }

    /** What it is kept as. */
    default ColumnType seqType() {
        return new ColumnType.Text(32);
    }

    /**
     * The expression that makes change_seq of the column of that name, where an earlier version of this program kept it
     * as another type; empty for the type of today.
     */
    default Optional<String> seqKeptAs(String type) {
        return Optional.empty();
    }

    /** A {@link io.hindsight.history.ChangeSeq} that is kept so. */
    default String changeSeq(String kept) {
        return kept;
    }

    /** What the server that answers lacks, with the cure. */
    default Optional<String> lacks(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** How tables are laid out. */
    default Layout layout() {
        return new Layout(1, 1);
    }

    /** Most changes in a batch. */
    default int largestBatch() {
        return 100_000;
    }

    /** How many keys it looks up where they are, rather than looking for them everywhere. */
    default int keysAtOnce() {
        return Integer.MAX_VALUE;
    }

    /** How long a change waits for others, unless the user says otherwise. */
    default Duration usualWait() {
        return Duration.ofMillis(200);
    }

    /** Says whether two instances that write to one table could undo each other's work. */
    default boolean takesOneWriter() {
        return false;
    }

    /** Says whether it is written through a library rather than by SQL, and remembers Kafka's offsets itself. */
    default boolean isLake() {
        return false;
    }

    /** Says whether the engine can read a table's topic itself, by a {@link RoutineLoad}. */
    default boolean readsTopics() {
        return false;
    }

    /** Says whether a history has a function or a view of a moment beside it, {@code <target>_as_of}. */
    default boolean answersAsOf() {
        return false;
    }

    /** The table that holds a kept table's rows, where users read a view of them. */
    default String storage(TableDeclaration declaration) {
        return switch (declaration.keep()) {
            case HISTORY -> declaration.target();
            case CURRENT -> declaration.target() + "_rows";
        };
    }

    /** Statements that alter tables; as one where the engine undoes them together when one of them fails. */
    default List<String> together(List<String> statements) {
        return statements;
    }

    /** Says whether no column's type can be changed while a view shows it. */
    default boolean viewsHoldTypes() {
        return false;
    }

    /** Says whether a statement can alter a table in several ways, and only one such statement at a time is taken. */
    default boolean altersAtOnce() {
        return false;
    }

    /** Says whether a table can't be altered now because it still is being. */
    default boolean isAltering(SQLException failure) {
        return false;
    }

    /** Says whether a column of one type, as {@link #type} spells it, can be made one of another. */
    default boolean widens(String from, String to) {
        return true;
    }

    /** Says whether the type of a key's column can be changed. */
    default boolean widensKeys() {
        return true;
    }

    /** Says whether a table has more columns than the engine's statements can have, which no other try changes. */
    default boolean isTooWide(SQLException failure) {
        return false;
    }

    /** Says whether the engine has no room for a row of its stage in a table, because of the row's values. */
    default boolean hasNoRoom(SQLException failure) {
        return false;
    }

    /** Says whether the engine refused the values, rather than being unable to work. */
    boolean refuses(SQLException failure);

    /** Says whether its times reach as far as that moment. */
    default boolean reaches(Instant moment) {
        var year = moment.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }

    /** Says whether a statement was ended because it took longer than it was given. */
    default boolean ranOutOfTime(SQLException failure) {
        return failure instanceof SQLTimeoutException;
    }

    /** How it writes rows so that they can be compared with the source's. */
    RowText rowText();

    /** What a table is read from to be compared: each version or key once, deleted ones too. */
    default String kept(CapturedTable table) {
        return rows(table);
    }

    /** The table behind the views. */
    default String rows(CapturedTable table) {
        return quote(storage(table.declaration()));
    }

    /** An example of an address at which what is sent is encrypted, and the server is the one that is meant. */
    String encryptedUrl();

    /** What the driver must be told, by its own property names. */
    Map<String, String> connectionProperties();

    /** The same for batches, of which one that somebody's lock holds up would hold up other tables'. */
    default Map<String, String> batchProperties() {
        return connectionProperties();
    }

    /**
     * What the driver is told beside that while it connects, where it would wait for the first words of a server for as long
     * as for a statement; each use of the connection has a statement's time nevertheless.
     */
    default Map<String, String> loginProperties() {
        return Map.of();
    }

    /** The same for statements that people have written, which are to read alone. */
    default Map<String, String> readingProperties() {
        return connectionProperties();
    }

    /** The same for questions, which read a small part of a table, however large it is. */
    default Map<String, String> questionProperties() {
        return connectionProperties();
    }
}
