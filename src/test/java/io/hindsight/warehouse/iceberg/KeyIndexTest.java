package io.hindsight.warehouse.iceberg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.history.KeptVersion;
import io.hindsight.warehouse.iceberg.KnownKey.RowPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.types.Types;

/** The index gives what was put last of each key, as a map would: small entries and large, while it grows and is written anew. */
class KeyIndexTest {

    private static final RowBytes ROWS = new RowBytes(List.of(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "v", Types.StringType.get())));

    @Property(tries = 20)
    void itGivesWhatWasPutLast(@ForAll long seed) {
        var random = new Random(seed);
        var keys = 1 + random.nextInt(8_000);
        var expected = new HashMap<String, KnownKey>();
        try (var index = new KeyIndex(new KnownKeyBytes(ROWS), 20_000)) {
            for (var put = 0; put < 20_000; put++) {
                var key = String.valueOf(random.nextInt(keys));
                var known = known(random);
                index.put(key.getBytes(UTF_8), known);
                expected.put(key, known);
            }
            assertThat(index.size()).isEqualTo(expected.size());
            assertThat(index.get("nobody".getBytes(UTF_8))).isNull();
            expected.forEach((key, known) -> assertSame(index.get(key.getBytes(UTF_8)), known));
            var given = new HashMap<String, KnownKey>();
            index.forEach((key, known) -> given.put(new String(key, UTF_8), known));
            assertThat(given.keySet()).isEqualTo(expected.keySet());
            given.forEach((key, known) -> assertSame(known, expected.get(key)));
        }
    }

    private static KnownKey known(Random random) {
        var seq = String.valueOf(random.nextLong());
        if (random.nextInt(5) == 0) {
            return new KnownKey('d', seq, random.nextLong(), null);
        }
        var values = new Object[] {random.nextLong(), random.nextBoolean() ? null : "v".repeat(random.nextInt(900))};
        var row = new KeptVersion(
                'u',
                seq,
                random.nextLong(),
                KeptVersion.OPEN,
                values,
                new RowPlace(random.nextInt(), random.nextLong()));
        return new KnownKey('u', seq, random.nextLong(), random.nextInt(5) == 0 ? row.at(new RowPlace(1, 2)) : row);
    }

    private static void assertSame(KnownKey one, KnownKey other) {
        assertThat(List.of(one.lastOp(), one.lastSeq(), one.lastStart()))
                .isEqualTo(List.of(other.lastOp(), other.lastSeq(), other.lastStart()));
        assertThat(one.row() == null).isEqualTo(other.row() == null);
        if (one.row() != null) {
            assertThat(one.row().values()).isEqualTo(other.row().values());
            assertThat(Map.of(
                            "place",
                            one.row().place(),
                            "seq",
                            one.row().seq(),
                            "start",
                            one.row().start()))
                    .isEqualTo(Map.of(
                            "place",
                            other.row().place(),
                            "seq",
                            other.row().seq(),
                            "start",
                            other.row().start()));
        }
    }
}
