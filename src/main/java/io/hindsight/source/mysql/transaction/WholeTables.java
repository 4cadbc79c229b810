package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.relational.TableId;
import io.hindsight.capture.reread.PastNews;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.TableName;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells who reads the past of statements that make, empty or replace whole tables. */
final class WholeTables {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

    private static final String START = "(?:\\s|/\\*.*?\\*/)*";

    private static final Pattern DROPS =
            Pattern.compile(START + "DROP\\s+(?:TEMPORARY\\s+)?(?:TABLE|DATABASE|SCHEMA)\\b.*", FLAGS);

    private static final Pattern RENAMES = Pattern.compile(
            START + "(?:RENAME\\s+TABLES?\\b.*|ALTER\\b.*\\bRENAME\\b(?!\\s+(?:COLUMN|INDEX|KEY)\\b).*)", FLAGS);

    private WholeTables() {}

    static void tell(PastNews news, Event event, BinlogOffset place) {
        QueryEventData query = BinlogEvent.data(event);
        var sql = query.getSql();
        var isRenamed = RENAMES.matcher(sql).matches()
                || TableStatement.ofWholePartitions(event).isPresent();
        var isDropped = DROPS.matcher(sql).matches();
        for (var table : news.tables()) {
            var isNamed = new TableStatement(query.getDatabase(), sql)
                    .names(new TableId(table.database(), null, table.table()));
            var isGone = isDropped
                    && sql.matches("(?is)" + START + "DROP\\s+(DATABASE|SCHEMA)\\b.*")
                    && query.getDatabase().equalsIgnoreCase(table.database());
            if (isGone || isNamed && isDropped) {
                tell(news, table, PastNews.Kind.EMPTIED, event, place, "the table was dropped then");
            } else if (isNamed && isRenamed) {
                tell(
                        news,
                        table,
                        PastNews.Kind.REPLACED,
                        event,
                        place,
                        "its rows came or went then without a word in the log");
            } else if (makes(query, table)) {
                if (sql.matches("(?is)" + START + "CREATE\\s+OR\\s+REPLACE\\b.*")) {
                    tell(news, table, PastNews.Kind.EMPTIED, event, place, "the table was dropped then");
                }
                tell(news, table, PastNews.Kind.MADE, event, place, "");
            }
        }
    }

    /** IF NOT EXISTS may have found one. */
    private static boolean makes(QueryEventData query, TableName table) {
        var database = "(?:" + name(table.database()) + "\\s*\\.\\s*)"
                + (query.getDatabase().equalsIgnoreCase(table.database()) ? "?" : "");
        return Pattern.compile(
                        START + "CREATE\\s+(?:OR\\s+REPLACE\\s+)?TABLE\\s+" + database + name(table.table())
                                + "(?=[\\s(]).*",
                        FLAGS)
                .matcher(query.getSql())
                .matches();
    }

    private static String name(String name) {
        return "(?:" + Pattern.quote(name) + "|" + Pattern.quote("`" + name.replace("`", "``") + "`") + ")";
    }

    private static void tell(
            PastNews news, TableName table, PastNews.Kind kind, Event event, BinlogOffset place, String reason) {
        var at = Instant.ofEpochMilli(event.getHeader().getTimestamp());
        news.hear(new PastNews.Piece(table, kind, place, Optional.of(at), reason));
    }
}
