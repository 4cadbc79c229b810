package io.hindsight.source.mysql.engine;

import io.debezium.data.Envelope;
import io.debezium.relational.RelationalChangeRecordEmitter;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.ChangeRuns;
import io.hindsight.capture.message.SourceBlock;
import io.hindsight.capture.owed.OwedComparison;
import io.hindsight.capture.owed.OwedComparisons;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.ForeignKey;
import io.hindsight.source.mysql.MySqlConnection;
import io.hindsight.table.Key;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Has rows compared with the source that a foreign key changes when their parent changes, of which the binlog says nothing:
 * those that refer to the parent's row, or the whole table where they can't be named.
 */
final class Cascades {

    private final Settings settings;
    /** All that have been there since: changes may be older than what the source says now. */
    private final Set<ForeignKey> known = new LinkedHashSet<>();

    private boolean isAsked;

    Cascades(Settings settings) {
        this.settings = settings;
    }

    /** Looks at a batch before it is sent; returns when Kafka knows what is to be compared. */
    void check(List<SourceRecord> batch) {
        var owed = OwedComparisons.of(settings.name());
        if (owed.isEmpty()) {
            return;
        }
        var touched = new HashMap<TableName, OwedComparison>();
        for (var change : batch) {
            if (ChangeRuns.isSchemaChange(change)) {
                isAsked = false;
            } else if (change.value() instanceof Struct value && Envelope.isEnvelopeSchema(change.valueSchema())) {
                look(change, value, each -> touched.merge(each.table(), each, OwedComparison::and));
            }
        }
        touched.values().forEach(owed.get()::owe);
    }

    private void look(SourceRecord change, Struct value, Consumer<OwedComparison> touched) {
        ask();
        if (known.isEmpty()) {
            return;
        }
        var before = value.getStruct(Envelope.FieldName.BEFORE);
        var after = value.getStruct(Envelope.FieldName.AFTER);
        switch (value.getString(Envelope.FieldName.OPERATION)) {
            case "d" -> children(SourceBlock.table(value)).forEach(key -> touch(key, before, touched));
            case "u" -> children(SourceBlock.table(value)).stream()
                    .filter(key -> !values(key, before).equals(values(key, after)))
                    .forEach(key -> Stream.of(before, after).forEach(row -> touch(key, row, touched)));
            case "c" -> {
                // another key comes as two changes
                if (change.headers().lastWithName(RelationalChangeRecordEmitter.PK_UPDATE_OLDKEY_FIELD) != null) {
                    children(SourceBlock.table(value)).forEach(key -> touch(key, after, touched));
                }
            }
            default -> {
                // rows that were read
            }
        }
    }

    private void ask() {
        if (isAsked) {
            return;
        }
        var databases = settings.tables().stream()
                .map(table -> table.source().database())
                .collect(Collectors.toSet());
        try (var connection = MySqlConnection.open(settings.source())) {
            known.addAll(ForeignKey.of(connection, databases));
        } catch (SQLException away) {
            throw new CaptureException("the source doesn't say which foreign keys it has", away);
        }
        isAsked = true;
    }

    private List<ForeignKey> children(TableName parent) {
        return known.stream().filter(key -> key.parent().equals(parent)).toList();
    }

    private void touch(ForeignKey key, Struct parent, Consumer<OwedComparison> touched) {
        var beyond = beyond(key);
        beyond.forEach(table -> touched.accept(OwedComparison.whole(table)));
        if (beyond.contains(key.child())) {
            return;
        }
        var texts = new ArrayList<String>();
        for (var column : key.referenced()) {
            var field = parent.schema().field(column);
            if (field == null || !isNumber(field.schema()) || isMasked(key.parent(), column)) {
                touched.accept(OwedComparison.whole(key.child()));
                return;
            }
            if (parent.get(field) == null) {
                // nobody refers to it
                return;
            }
            texts.add(parent.get(field).toString());
        }
        touched.accept(new OwedComparison(key.child(), Map.of(key.columns(), Set.of(new Key(texts)))));
    }

    /** Others are compared by collations, or spelled otherwise. */
    private static boolean isNumber(Schema schema) {
        return switch (schema.type()) {
            case INT16, INT32, INT64 -> schema.name() == null;
            case BYTES -> Decimal.LOGICAL_NAME.equals(schema.name())
                    && "0".equals(schema.parameters().get(Decimal.SCALE_FIELD));
            default -> false;
        };
    }

    private boolean isMasked(TableName table, String column) {
        return settings.tables().stream()
                .anyMatch(declared ->
                        declared.source().equals(table) && declared.masks().containsKey(column));
    }

    /** Gives the tables whose rows change with the child's: which, only the child's own rows would say. */
    private Set<TableName> beyond(ForeignKey key) {
        var beyond = new LinkedHashSet<TableName>();
        var ahead = new ArrayDeque<>(List.of(key.child()));
        while (!ahead.isEmpty()) {
            var parent = ahead.remove();
            known.stream()
                    .filter(next -> next.parent().equals(parent) && beyond.add(next.child()))
                    .forEach(next -> ahead.add(next.child()));
        }
        return beyond;
    }

    private static List<Object> values(ForeignKey key, Struct parent) {
        return key.referenced().stream()
                .map(column -> parent.schema().field(column) == null ? null : parent.get(column))
                .toList();
    }
}
