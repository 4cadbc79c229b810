package io.hindsight.source.mysql.structure;

import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.relational.TableId;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.held.Troubles;
import io.hindsight.capture.reread.LostPastException;
import io.hindsight.capture.reread.PastNews;
import java.util.Optional;

/** Tells an engine that reads a span of the binlog again from one that captures. */
public final class Past {

    /** The connector's property that says so. */
    public static final String PROPERTY = "hindsight.reread";

    private Past() {}

    /** Gives who wants to know what happened to whole tables: a reader of what was before the first start. */
    public static Optional<PastNews> news(BinlogConnectorConfig config) {
        return isRead(config) ? PastNews.of(config.getLogicalName()) : Optional.empty();
    }

    static boolean isRead(BinlogConnectorConfig config) {
        return config.getConfig().getBoolean(PROPERTY, false);
    }

    /** Gives who is told of tables that can't be followed: a captured one is held, a rereading ends. */
    public static Troubles troubles(BinlogConnectorConfig config) {
        if (!isRead(config)) {
            var held = HeldTables.of(config.getLogicalName());
            return held != null
                    ? held
                    : (table, from, reason, cure) -> {
                        throw new CaptureException(reason + ": " + cure);
                    };
        }
        var tables = config.getTableFilters().dataCollectionFilter();
        return (table, from, reason, cure) -> {
            if (news(config).isPresent()) {
                news(config)
                        .get()
                        .hear(new PastNews.Piece(table, PastNews.Kind.REPLACED, from, Optional.empty(), reason));
            } else if (tables.isIncluded(new TableId(table.database(), null, table.table()))) {
                throw new LostPastException(reason + "; what stands before " + from + " has been read");
            }
        };
    }
}
