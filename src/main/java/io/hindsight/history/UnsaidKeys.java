package io.hindsight.history;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the keys whose first change in a batch is an update that leaves values out: only a version before has them. */
public final class UnsaidKeys {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private UnsaidKeys() {}

    /** Gives them; one whose text engines write differently isn't among them. */
    public static Set<Key> of(CapturedTable table, List<Row> rows) {
        if (rows.stream().noneMatch(UnsaidKeys::leavesOut)) {
            return Set.of();
        }
        var seen = new HashSet<List<Object>>();
        var unsaid = new LinkedHashSet<Key>();
        rows.stream().sorted(Comparator.comparing(Row::seq)).forEach(row -> {
            var texts = texts(table, row);
            if (texts.isPresent() && seen.add(List.copyOf(texts.get())) && leavesOut(row)) {
                unsaid.add(new Key(texts.get()));
            }
        });
        return unsaid;
    }

    /** Gives the keys of all rows, as far as engines write them alike. */
    public static Set<Key> ofAll(CapturedTable table, List<Row> rows) {
        var keys = new LinkedHashSet<Key>();
        rows.forEach(row -> texts(table, row).map(Key::new).ifPresent(keys::add));
        return keys;
    }

    private static boolean leavesOut(Row row) {
        return row.op() == 'u' && !row.unchanged().isEmpty();
    }

    private static Optional<List<String>> texts(CapturedTable table, Row row) {
        var texts = new ArrayList<String>();
        for (var key : table.keys()) {
            var text = text(key, row.values().get(table.columns().indexOf(key)));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    private static Optional<String> text(Column column, Object value) {
        return switch (column.type().kind()) {
            case WHOLE, YEAR, TEXT, ENUM, UUID, DATE -> Optional.of(value.toString());
            case DECIMAL -> value instanceof BigDecimal number
                    ? Optional.of(number.setScale(column.type().scale()).toPlainString())
                    : Optional.empty();
            case DATETIME -> value instanceof LocalDateTime local
                    ? Optional.of(MOMENT.format(local))
                    : Optional.empty();
            case TIMESTAMP -> value instanceof Instant instant ? Optional.of(MOMENT.format(instant)) : Optional.empty();
            case BINARY -> value instanceof byte[] bytes
                    ? Optional.of(HexFormat.of().formatHex(bytes))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }
}
