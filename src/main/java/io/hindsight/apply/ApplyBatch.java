package io.hindsight.apply;

import io.hindsight.history.BatchStatistics;
import io.hindsight.history.Beginning;
import io.hindsight.history.Message;
import io.hindsight.history.Rejected;
import io.hindsight.history.Row;
import io.hindsight.history.Truncate;
import io.hindsight.table.Key;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.BatchStart;
import io.hindsight.warehouse.Staging;
import io.hindsight.warehouse.Statements;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A batch on its way through an apply route: what is still to be staged, in parts, and what was refused. It begins as
 * one part, or as many as the warehouse needs; a part that it refuses is halved until the refused rows stand alone, and
 * so is what could be staged and not applied. Where the table stops at a refusal, the first one ends it, and what isn't
 * applied by then isn't. Its elements are the parameters that the part to be staged next is staged with.
 */
public final class ApplyBatch implements Iterable<Map<String, Object>> {

    /** A row as it is staged, the message that brought it, and what is counted of it. */
    record StagedRow(Object staged, Message message, char op, Instant committed, String seq) {

        StagedRow(Object staged, Row row) {
            this(staged, row.message(), row.op(), row.committed(), row.seq());
        }
    }

    private final TableDeclaration table;
    private final Statements statements;
    private final Staging staging;
    private final BatchStart start;
    private final int rows;
    private final int largestPart;
    private final Deque<List<StagedRow>> parts = new ArrayDeque<>();
    private final List<StagedRow> inStage = new ArrayList<>();
    /** What is staged and applied when the rows in hand are; null once that is all. */
    private Deque<List<StagedRow>> later = new ArrayDeque<>();
    /** What is said of the whole table at once, and the statements that note it and stage the keys that it touches. */
    public record Marker(Instant at, String seq, String note, String stage) {}

    private final List<Truncate> truncates;
    private final List<Beginning> beginnings;
    private final List<Rejected> rejected;
    private Set<Key> unsaid = Set.of();
    private Set<Key> incomplete = Set.of();
    private final BatchStatistics statistics = new BatchStatistics();
    private boolean staged;

    ApplyBatch(
            TableDeclaration table,
            Statements statements,
            Staging staging,
            BatchStart start,
            int largestPart,
            List<StagedRow> rows,
            List<Truncate> truncates,
            List<Beginning> beginnings,
            List<Rejected> rejected) {
        this.table = table;
        this.statements = statements;
        this.staging = staging;
        this.start = start;
        this.rows = rows.size();
        this.largestPart = largestPart;
        part(rows);
        this.truncates = truncates;
        this.beginnings = statements.noteBeginning().isEmpty() ? List.of() : beginnings;
        this.rejected = new ArrayList<>(rejected);
        truncates.forEach(truncate -> statistics.add('t', truncate.at(), truncate.seq()));
    }

    private void part(List<StagedRow> whole) {
        for (var from = 0; from < whole.size(); from += largestPart) {
            parts.add(whole.subList(from, Math.min(whole.size(), from + largestPart)));
        }
    }

    /**
     * The same with keys whose values aren't all in it.
     *
     * @param keys whose first update here leaves values out that only a version before has
     * @param none of rejected rows, of which no version has them
     */
    ApplyBatch leavingOut(Set<Key> keys, Set<Key> none) {
        unsaid = keys;
        incomplete = none;
        return this;
    }

    Set<Key> incomplete() {
        return incomplete;
    }

    Set<Key> unsaid() {
        return unsaid;
    }

    /** Whether there are such keys. */
    public boolean hasUnsaid() {
        return !unsaid.isEmpty() || !incomplete.isEmpty();
    }

    /** The table's statements in its warehouse. */
    public Statements getStatements() {
        return statements;
    }

    /** Those in the batch, as a lake takes them. */
    List<Truncate> truncates() {
        return truncates.stream().map(staging::of).toList();
    }

    /** Its truncates, and where its table's history begins, as the statements take them. */
    public List<Marker> getMarkers() {
        return Stream.concat(
                        truncates().stream()
                                .map(each -> new Marker(
                                        each.at(), each.seq(), statements.noteTruncate(), statements.stageTruncate())),
                        beginnings.stream()
                                .map(each -> staging.of(new Truncate(each.at(), each.seq())))
                                .map(each -> new Marker(
                                        each.at(),
                                        each.seq(),
                                        statements.noteBeginning(),
                                        statements.stageBeginning())))
                .toList();
    }

    public boolean hasMarkers() {
        return !truncates.isEmpty() || !beginnings.isEmpty();
    }

    /** Debezium's ops that occur in it: {@code cud}, or {@code t} for a truncate. */
    public String getOps() {
        var ops = new TreeSet<Character>();
        parts.forEach(part -> part.forEach(row -> ops.add(row.op())));
        if (!truncates.isEmpty()) {
            ops.add('t');
        }
        return ops.stream().map(String::valueOf).collect(Collectors.joining());
    }

    public boolean hasUnstaged() {
        return !parts.isEmpty() && !isStopping();
    }

    @Override
    public Iterator<Map<String, Object>> iterator() {
        return staging.parameters(
                        parts.element().stream().map(StagedRow::staged).toList())
                .iterator();
    }

    /** The part has been staged. */
    public void staged() {
        inStage.addAll(parts.pop());
        staged = true;
    }

    /** Whether there is more to be staged and applied. */
    public boolean hasUnapplied() {
        return later != null && !isStopping();
    }

    /** The warehouse could stage the rows, and not apply them: halve them, or reject the only one. */
    public void unapplied(String reason) {
        if (inStage.isEmpty()) {
            throw new IllegalStateException(reason);
        }
        var all = List.copyOf(inStage);
        inStage.clear();
        if (all.size() == 1) {
            rejected.add(new Rejected(all.get(0).message(), reason));
            return;
        }
        later.push(all.subList(all.size() / 2, all.size()));
        later.push(all.subList(0, all.size() / 2));
    }

    /** The stage is clear again: what comes next is in hand. */
    public void goOn() {
        inStage.forEach(row -> statistics.add(row.op(), row.committed(), row.seq()));
        inStage.clear();
        staged = false;
        if (later.isEmpty()) {
            later = null;
        } else {
            part(later.pop());
        }
    }

    /** All rows as they are staged, for a warehouse that takes them at once. */
    List<Object> takeAll() {
        var all = new ArrayList<Object>();
        while (hasUnstaged()) {
            parts.element().forEach(row -> all.add(row.staged()));
            staged();
        }
        goOn();
        return all;
    }

    /** The warehouse refused a value in the part: halve it, or reject its only row. */
    public void refused(String reason) {
        var part = parts.pop();
        if (part.size() == 1) {
            rejected.add(new Rejected(part.get(0).message(), reason));
            return;
        }
        parts.push(part.subList(part.size() / 2, part.size()));
        parts.push(part.subList(0, part.size() / 2));
    }

    public BatchStart getStart() {
        return start;
    }

    /** The statement that makes what is staged part of the table. */
    public String getApply() {
        return statements.apply(Math.max(1, rows));
    }

    /** Whether there is something in the stage that doesn't go by itself. */
    public boolean isToBeCleared() {
        return hasStaged() && !statements.clear().isEmpty();
    }

    /** Whether there is something in the stage. */
    public boolean hasStaged() {
        return staged || hasMarkers();
    }

    /** Whether a batch that failed leaves something there, which a statement takes away. */
    public boolean hasToClear() {
        return hasStaged() && !statements.clear().isEmpty();
    }

    /** What has been applied so far, counted; truncates are in it from the start. */
    public BatchStatistics getStatistics() {
        return statistics;
    }

    /** Whether what is in the stage is to become part of the table. */
    public boolean isApplicable() {
        return hasStaged() && !isStopping();
    }

    /** Whether the table stops rather than go on without a change. */
    public boolean isStopping() {
        return hasRejected() && table.onRefusal() == OnRefusal.STOP;
    }

    /**
     * Ends the batch.
     *
     * @throws RefusedException always
     */
    public void stop() {
        throw new RefusedException(table, rejected.get(0));
    }

    public boolean hasRejected() {
        return !rejected.isEmpty();
    }

    /** The rejected ones, a message once, however many rows it brought. */
    public List<Rejected> getRejected() {
        return rejected.stream()
                .collect(Collectors.toMap(Rejected::message, one -> one, (first, second) -> first))
                .values()
                .stream()
                .toList();
    }
}
