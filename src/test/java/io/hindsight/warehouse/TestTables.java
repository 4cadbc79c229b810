package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Captured tables for suites that need no source. */
public final class TestTables {

    private TestTables() {}

    /** {@code (id BIGINT PRIMARY KEY, name TEXT NULL, city TEXT NULL)}. */
    public static CapturedTable people(String target, KeepMode keep) {
        return texts(target, keep, List.of("name", "city"));
    }

    /** People of whom changes leave out values that are as before. */
    public static CapturedTable peoplePartly(String target, KeepMode keep) {
        return texts(
                target,
                new TableName("shop", "public", "people"),
                keep,
                List.of("name", "city"),
                OnRefusal.DEAD_LETTER,
                HistoryFrom.SNAPSHOT,
                false);
    }

    /** A {@code BIGINT} key called id, and columns of text. */
    public static CapturedTable texts(String target, KeepMode keep, List<String> names) {
        return texts(target, keep, names, OnRefusal.DEAD_LETTER);
    }

    /** People that do as it says with what can't be applied. */
    public static CapturedTable people(String target, OnRefusal onRefusal) {
        return texts(target, KeepMode.HISTORY, List.of("name", "city"), onRefusal);
    }

    /** People whose changes have times in seconds. */
    public static CapturedTable peopleApart(String target) {
        return texts(target, KeepMode.HISTORY, List.of("name", "city"), OnRefusal.DEAD_LETTER, true);
    }

    /** People whose history begins before they were first read. */
    public static CapturedTable peopleBegun(String target) {
        return texts(
                target,
                new TableName("shop", "people"),
                KeepMode.HISTORY,
                List.of("name", "city"),
                OnRefusal.DEAD_LETTER,
                HistoryFrom.LOG,
                false);
    }

    private static CapturedTable texts(String target, KeepMode keep, List<String> names, OnRefusal onRefusal) {
        return texts(target, keep, names, onRefusal, false);
    }

    private static CapturedTable texts(
            String target, KeepMode keep, List<String> names, OnRefusal onRefusal, boolean isApart) {
        return texts(target, new TableName("shop", "people"), keep, names, onRefusal, HistoryFrom.SNAPSHOT, isApart);
    }

    private static CapturedTable texts(
            String target,
            TableName source,
            KeepMode keep,
            List<String> names,
            OnRefusal onRefusal,
            HistoryFrom from,
            boolean isApart) {
        var declaration = new TableDeclaration(
                target,
                source,
                keep,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                target,
                List.of("warehouse"),
                onRefusal,
                OnSchemaChange.ADD,
                List.of(),
                Map.of(),
                from,
                isApart);
        var columns = new ArrayList<Column>();
        columns.add(new Column("id", "id", new ColumnType.Whole(64, true), false, true, false));
        names.forEach(name -> columns.add(new Column(name, name, new ColumnType.Text(65_535), true, false, true)));
        return new CapturedTable(declaration, columns.stream().map(Column::name).collect(Collectors.toSet()), columns);
    }
}
