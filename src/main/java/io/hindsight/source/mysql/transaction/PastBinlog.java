package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.hindsight.capture.CaptureException;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.PastLog;
import io.hindsight.source.SourceOffset;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.MySqlConnection;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds transactions in the binlog files that a server still has, by their places and by when they were committed. */
public final class PastBinlog implements PastLog {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern PLACE = Pattern.compile("([^:/\\\\]+\\.\\d+):(\\d{1,15})");

    @Override
    public boolean accepts(SourceKind kind) {
        return kind == SourceKind.MYSQL || kind == SourceKind.MARIADB;
    }

    @Override
    public Optional<SourceOffset> parse(String text) {
        var place = PLACE.matcher(text);
        return place.matches()
                ? Optional.of(new BinlogOffset(place.group(1), Long.parseLong(place.group(2))))
                : Optional.empty();
    }

    @Override
    public SourceOffset oldest(SourceSettings source) throws SQLException {
        return beginning(files(source).keySet().iterator().next());
    }

    /** Its own time is in whole seconds: something of the second may stand in the file before. */
    @Override
    public Instant oldestMoment(SourceSettings source) throws SQLException, InterruptedException {
        return begun(source, files(source).keySet().iterator().next()).plusSeconds(1);
    }

    private static BinlogOffset beginning(String file) {
        return new BinlogOffset(file, BinlogOffset.FIRST);
    }

    /** Sizes by names, the oldest first. */
    private static Map<String, Long> files(SourceSettings source) throws SQLException {
        var files = new LinkedHashMap<String, Long>();
        try (var connection = MySqlConnection.open(source);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException failed) {
            throw BinlogRights.explained(source.username(), failed);
        }
        return files;
    }

    @Override
    public SourceOffset at(SourceSettings source, Instant moment) throws SQLException, InterruptedException {
        var files = new ArrayList<>(files(source).keySet());
        var file = files.size() - 1;
        // a file says in whole seconds when it was begun: the end of the one before may be later than that
        while (file > 0 && begun(source, files.get(file)).plus(SECOND).isAfter(moment)) {
            file--;
        }
        if (begun(source, files.get(file)).isAfter(moment)) {
            throw new InvalidSettingsException(List.of("the source has its binlog from " + files.get(0) + " on, which"
                    + " begins at " + begun(source, files.get(0)) + ", later than " + moment));
        }
        for (; file < files.size(); file++) {
            var found = first(source, files.get(file), moment);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new BinlogOffset(files.get(files.size() - 1), files(source).get(files.get(files.size() - 1)));
    }

    /** When the file was begun. */
    private static Instant begun(SourceSettings source, String file) throws InterruptedException {
        var begun = new Instant[] {Instant.EPOCH};
        read(source, beginning(file), event -> {
            if (BinlogEvent.type(event) != EventType.FORMAT_DESCRIPTION) {
                return true;
            }
            begun[0] = Instant.ofEpochMilli(event.getHeader().getTimestamp());
            return false;
        });
        return begun[0];
    }

    private static Optional<BinlogOffset> first(SourceSettings source, String file, Instant moment)
            throws InterruptedException {
        var times = new CommitTime();
        var found = new BinlogOffset[1];
        read(source, beginning(file), event -> {
            if (begins(event) && !times.at(event, null).isBefore(asExactly(event, moment))) {
                found[0] = new BinlogOffset(file, BinlogEvent.position(event));
            }
            return found[0] == null;
        });
        return Optional.ofNullable(found[0]);
    }

    /** MariaDB's transactions have their whole second only, and may be of any part of it. */
    private static Instant asExactly(Event event, Instant moment) {
        return BinlogEvent.type(event) == EventType.MARIADB_GTID ? moment.truncatedTo(ChronoUnit.SECONDS) : moment;
    }

    static boolean begins(Event event) {
        return CommitTime.isFirst(event) || BinlogEvent.type(event) == EventType.MARIADB_GTID;
    }

    @Override
    public SourceOffset transaction(SourceSettings source, SourceOffset given)
            throws SQLException, InterruptedException {
        var place = (BinlogOffset) given;
        var files = files(source);
        if (!files.containsKey(place.file()) || place.position() > files.get(place.file())) {
            var last = new ArrayList<>(files.keySet()).get(files.size() - 1);
            throw new InvalidSettingsException(List.of("the source's binlog has no " + place + "; it has "
                    + files.keySet().iterator().next() + " to " + last + ":" + files.get(last)));
        }
        if (place.position() == files.get(place.file())) {
            return place;
        }
        var found = new BinlogOffset[] {beginning(place.file())};
        var end = new long[1];
        read(source, beginning(place.file()), event -> {
            var position = BinlogEvent.position(event);
            if (position <= place.position() && begins(event)) {
                found[0] = new BinlogOffset(place.file(), position);
            }
            end[0] = position + BinlogEvent.length(event);
            return position <= place.position();
        });
        // a file ends with a transaction's end
        return end[0] == place.position() ? place : found[0];
    }

    private static void read(SourceSettings source, BinlogOffset from, BinlogExcerpt.Reader reader)
            throws InterruptedException {
        read(source, BinlogExcerpt.withoutRows(BinlogClients.of(source)), from, reader);
    }

    private static void read(
            SourceSettings source, BinaryLogClient client, BinlogOffset from, BinlogExcerpt.Reader reader)
            throws InterruptedException {
        try {
            new BinlogExcerpt(client, reader).read(from);
        } catch (CaptureException failed) {
            throw BinlogRights.explained(source.username(), failed);
        }
    }

    @Override
    public Optional<SourceOffset> before(SourceSettings source, String changeSeq, int epoch) throws SQLException {
        return files(source).keySet().stream()
                .map(PastBinlog::beginning)
                .takeWhile(file -> file.isBefore(changeSeq, epoch))
                .reduce((one, later) -> later)
                .map(SourceOffset.class::cast);
    }

    @Override
    public Optional<SourceOffset> described(SourceSettings source, SourceOffset from, Collection<TableName> tables)
            throws SQLException, InterruptedException {
        var place = (BinlogOffset) from;
        var columns = new NamedColumns(tables);
        for (var file : files(source).keySet()) {
            var first = file.equals(place.file()) ? place : beginning(file);
            if (first.compareTo(place) >= 0 && !columns.isDone()) {
                read(
                        source,
                        NamedColumns.prepared(BinlogClients.of(source)),
                        beginning(file),
                        event -> columns.take(first, event));
            }
        }
        return columns.found().map(SourceOffset.class::cast);
    }

    @Override
    public long bytes(SourceSettings source, SourceOffset from, SourceOffset until) throws SQLException {
        var first = (BinlogOffset) from;
        var last = (BinlogOffset) until;
        var between = files(source).entrySet().stream()
                .filter(file -> beginning(file.getKey()).compareTo(beginning(first.file())) >= 0
                        && beginning(file.getKey()).compareTo(beginning(last.file())) < 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return Math.max(0, between + last.position() - first.position());
    }
}
