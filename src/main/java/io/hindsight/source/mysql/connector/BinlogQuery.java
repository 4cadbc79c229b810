package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.jdbc.JdbcConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements in the binlog that begin and end transactions. */
final class BinlogQuery {

    private BinlogQuery() {}

    static boolean isBegin(Event event) {
        EventData data = EventDeserializer.EventDataWrapper.internal(event.getData());
        return data instanceof QueryEventData query && query.getSql().strip().equalsIgnoreCase("BEGIN");
    }

    /** Makes one in the place of an event that has another word for it. */
    static Event of(Event event, String sql) {
        var query = new QueryEventData();
        query.setSql(sql);
        query.setDatabase("");
        return new Event(event.getHeader(), query);
    }

    /** Names a server's binlog files, the oldest first. */
    static List<String> files(JdbcConnection server) throws SQLException {
        return server.queryAndMap("SHOW BINARY LOGS", BinlogQuery::firstColumn);
    }

    private static List<String> firstColumn(ResultSet rows) throws SQLException {
        var texts = new ArrayList<String>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }
}
