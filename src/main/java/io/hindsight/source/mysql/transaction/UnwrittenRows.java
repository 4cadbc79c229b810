package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.hindsight.capture.owed.OwedComparison;
import io.hindsight.capture.owed.OwedComparisons;
import io.hindsight.capture.reread.PastNews;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.TableName;
import java.util.Optional;

/** Has tables compared with the source after a statement that takes rows away, or brings some, without a word in the binlog. */
public final class UnwrittenRows {

    private final BinlogDatabaseSchema<?, ?, ?, ?> schema;
    private final String pipeline;
    private final Optional<PastNews> news;

    /** @param news who wants to know of what happened to whole tables instead */
    public UnwrittenRows(BinlogDatabaseSchema<?, ?, ?, ?> schema, String pipeline, Optional<PastNews> news) {
        this.schema = schema;
        this.pipeline = pipeline;
        this.news = news;
    }

    /** Looks at a statement; returns when Kafka knows of the tables that it names. */
    public void check(Event event, BinlogOffset place) {
        if (news.isPresent()) {
            WholeTables.tell(news.get(), event, place);
            return;
        }
        var statement = TableStatement.ofWholePartitions(event);
        var owed = OwedComparisons.of(pipeline);
        if (statement.isEmpty() || owed.isEmpty()) {
            return;
        }
        for (var table : schema.tableIds()) {
            if (statement.get().names(table)) {
                owed.get().owe(OwedComparison.whole(new TableName(table.catalog(), table.table())));
            }
        }
    }
}
