package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.HistoryFrom;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OnRefusal;
import io.hindsight.table.OnSchemaChange;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Any table that can be declared: one to five key columns, columns of all types, odd names, renames. */
public final class CapturedTables {

    private static final String ODD = " _-.,;()[]/%@^~|äЖ字";
    private static final String WILD = ODD + "'\"`\\#?&{}$:=<>!*";

    private static final Set<TypeKind> KEYS = EnumSet.of(
            TypeKind.WHOLE,
            TypeKind.DATE,
            TypeKind.DATETIME,
            TypeKind.TEXT,
            TypeKind.ENUM,
            TypeKind.BIT,
            TypeKind.UUID);

    private CapturedTables() {}

    /** Half of them such that an engine could refuse them for their names, keys or digits. */
    public static Arbitrary<CapturedTable> any() {
        return Arbitraries.oneOf(
                tables(names(ODD), Arbitraries.of(KEYS), 12),
                tables(names(WILD), Arbitraries.of(TypeKind.values()), 65));
    }

    private static Arbitrary<CapturedTable> tables(
            Arbitrary<String> names, Arbitrary<TypeKind> keyTypes, int largestPrecision) {
        return Combinators.combine(
                        names,
                        Arbitraries.of(KeepMode.values()),
                        columns(names, keyTypes, largestPrecision).ofMinSize(1).ofMaxSize(5),
                        columns(names, Arbitraries.of(TypeKind.values()), largestPrecision)
                                .ofMaxSize(15))
                .filter((target, keep, keys, values) -> areDistinct(keys, values))
                .as(CapturedTables::table);
    }

    private static ListArbitrary<Column> columns(
            Arbitrary<String> names, Arbitrary<TypeKind> types, int largestPrecision) {
        return Combinators.combine(
                        names,
                        names,
                        types,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, largestPrecision),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((source, target, kind, signed, precision, scale, nullable, tracked) -> new Column(
                        source,
                        target,
                        type(kind, signed, precision, Math.min(scale, precision)),
                        nullable,
                        false,
                        tracked))
                .list();
    }

    /** A type of that kind, of sizes that it can have. */
    public static ColumnType type(TypeKind kind, boolean signed, int precision, int scale) {
        return switch (kind) {
            case WHOLE -> new ColumnType.Whole(List.of(8, 16, 24, 32, 64).get(precision % 5), signed);
            case DECIMAL -> new ColumnType.Decimal(precision, scale);
            case FLOAT -> new ColumnType.Floating(signed ? 32 : 64);
            case BIT -> new ColumnType.Bits(Math.min(64, precision));
            case TIME, DATETIME, TIMESTAMP -> new ColumnType.Time(kind, precision % 7);
            case TEXT -> new ColumnType.Text(precision);
            case ENUM, SET -> new ColumnType.Labels(kind, precision);
            case BINARY -> new ColumnType.Binary(precision);
            case ARRAY -> new ColumnType.Array(new ColumnType.Whole(32, signed));
            case YEAR, DATE, JSON, UUID, GEOMETRY -> new ColumnType.Plain(kind);
        };
    }

    private static boolean areDistinct(List<Column> keys, List<Column> values) {
        var names = Stream.concat(keys.stream(), values.stream())
                .map(column -> column.target().toLowerCase(Locale.ROOT))
                .toList();
        return names.size() == Set.copyOf(names).size();
    }

    /** Words of SQL, letters of all kinds, and the characters. */
    private static Arbitrary<String> names(String characters) {
        return Arbitraries.oneOf(
                Arbitraries.of("order", "group", "select", "Key", "from", "end", "id", "1st", "_", "größe", "名前"),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withCharRange('0', '9')
                        .withChars(characters)
                        .ofMinLength(1)
                        .ofMaxLength(12),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12));
    }

    private static CapturedTable table(String target, KeepMode keep, List<Column> keys, List<Column> values) {
        var columns = new ArrayList<Column>();
        for (var one : Stream.concat(keys.stream(), values.stream()).toList()) {
            var key = columns.size() < keys.size();
            columns.add(new Column(
                    one.name(), one.target(), one.type(), one.nullable() && !key, key, one.tracked() && !key));
        }
        var declaration = new TableDeclaration(
                "generated",
                new TableName("shop", "generated"),
                keep,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                target,
                List.of("starrocks"),
                OnRefusal.DEAD_LETTER,
                OnSchemaChange.ADD,
                keep == KeepMode.CURRENT ? List.of("starrocks") : List.of(),
                Map.of(),
                columns.size() % 2 == 0 ? HistoryFrom.LOG : HistoryFrom.SNAPSHOT,
                false);
        return new CapturedTable(declaration, columns.stream().map(Column::name).collect(Collectors.toSet()), columns);
    }
}
