package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.hindsight.source.mysql.BinlogOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds where the binlog has the rows of transactions that were prepared before its reading began: before a snapshot, or
 * before a restart. So nothing of them needs to be stored.
 */
final class PreparedSearch {

    private final Supplier<BinaryLogClient> clients;
    private final Map<Xid, BinlogOffset> found = new HashMap<>();
    private BinlogOffset beginning;

    PreparedSearch(Supplier<BinaryLogClient> clients) {
        this.clients = clients;
    }

    /**
     * Looks for one in the file of the place where it ends and before that, the later files first.
     *
     * @param files that the server has, the oldest first
     */
    Optional<BinlogOffset> find(Xid xid, List<String> files, BinlogOffset end) throws InterruptedException {
        for (var index = files.indexOf(end.file()); index >= 0 && !found.containsKey(xid); index--) {
            var first = new BinlogOffset(files.get(index), BinlogOffset.FIRST);
            new BinlogExcerpt(BinlogExcerpt.withoutRows(clients.get()), event -> read(first.file(), event, end))
                    .read(first);
        }
        return Optional.ofNullable(found.get(xid));
    }

    private boolean read(String file, Event event, BinlogOffset end) {
        var place = new BinlogOffset(file, BinlogEvent.position(event));
        if (place.compareTo(end) >= 0) {
            return false;
        }
        if (BinlogEvent.beginsXa(event)) {
            beginning = place;
        }
        if (BinlogEvent.type(event) == EventType.XA_PREPARE) {
            found.put(Xid.of(BinlogEvent.data(event)), beginning);
        }
        Xid.after("XA COMMIT", BinlogEvent.statement(event)).ifPresent(found::remove);
        Xid.after("XA ROLLBACK", BinlogEvent.statement(event)).ifPresent(found::remove);
        return true;
    }
}
