package io.hindsight.console;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.HistoryQuestions.Having;
import io.hindsight.warehouse.Question;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.iceberg.LakeReader;
import io.hindsight.warehouse.iceberg.LakeVersion;
import io.hindsight.warehouse.iceberg.OutOfTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Asks a lake through Iceberg's library: files that can't have an answer aren't read, the others whole. So few are asked at
 * once, and each for so long only.
 */
final class LakeHistory implements AskedHistory {

    private static final Semaphore AT_ONCE = new Semaphore(2);

    private final Dialect dialect;
    private final Lake lake;
    private final CapturedTable table;
    private final Duration timeout;

    /** @param timeout how long a question may take */
    LakeHistory(Dialect dialect, Lake lake, CapturedTable table, Duration timeout) {
        this.dialect = dialect;
        this.lake = lake;
        this.table = table;
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
        var found = new ArrayList<LakeVersion>();
        ask(reader -> {
            reader.all(List.of(new Key(key)), version -> {
                if (before.isEmpty() || version.seq().compareTo(before.get()) < 0) {
                    found.add(version);
                }
            });
            return found;
        });
        return found.stream()
                .sorted(Comparator.comparing(LakeVersion::seq).reversed())
                .limit(limit)
                .map(this::texts)
                .toList();
    }

    @Override
    public List<List<String>> row(List<String> key, Instant at) {
        return ask(reader -> reader.asOf(at, new Key(key))).stream()
                .map(this::texts)
                .toList();
    }

    @Override
    public Part rows(Instant at, List<String> after, Optional<Having> having, int limit) {
        if (having.isPresent()) {
            throw new Problem(400, "column: a lake's rows aren't filtered here, but by who reads it by SQL");
        }
        var rows = ask(reader -> reader.asOf(at, after, limit));
        return new Part(rows.stream().map(this::texts).toList(), List.of());
    }

    @Override
    public List<List<String>> changes(Question question) {
        throw new Problem(400, "a lake's moments aren't compared here, but by who reads it by SQL");
    }

    private List<LakeVersion> ask(Function<LakeReader, List<LakeVersion>> question) {
        if (!AT_ONCE.tryAcquire()) {
            throw new Problem(503, "the lake is busy with as many questions as it may be asked");
        }
        try {
            var reader = lake.reader(table, timeout);
            return reader.isEmpty() ? List.of() : question.apply(reader.get());
        } catch (OutOfTimeException slow) {
            throw new Problem(504, "the lake needs more than " + timeout.toSeconds() + " s to be read");
        } catch (IllegalStateException away) {
            throw new Problem(503, away.getMessage());
        } finally {
            AT_ONCE.release();
        }
    }

    private List<String> texts(LakeVersion version) {
        var texts = new ArrayList<>(version.texts(table.columns()));
        for (var index = 0; index < texts.size(); index++) {
            if (table.columns().get(index).type().isBinary() && texts.get(index) != null) {
                texts.set(index, texts.get(index).toUpperCase(Locale.ROOT));
            }
        }
        texts.add(iso(version.start()));
        texts.add(version.end() == null ? null : iso(version.end()));
        texts.add(version.op());
        texts.add(version.seq());
        return texts;
    }

    private static String iso(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
