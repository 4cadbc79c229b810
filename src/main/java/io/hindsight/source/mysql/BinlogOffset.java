package io.hindsight.source.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.debezium.connector.binlog.BinlogSourceInfo;
import io.hindsight.history.ChangeSeq;
import io.hindsight.history.SeqPart;
import io.hindsight.source.SourceOffset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Names a place in a server's binlog.
 *
 * @param file the binlog file's name, whose number follows its last dot
 * @param position in that file, in bytes
 */
public record BinlogOffset(String file, long position) implements SourceOffset {

    /** Where a file's events begin; before it is no place. */
    public static final long FIRST = 4;

    private static final SeqPart ROW = new SeqPart("row", "row", false, 24, 8, "", "");

    static final List<SeqPart> ORDER = List.of(
            new SeqPart("file", "file", true, 4, 8, "binlog.file", "The binlog file's number"),
            new SeqPart(
                    "position",
                    "pos",
                    false,
                    12,
                    12,
                    "binlog.position.bytes",
                    "The last applied change's place in that file"),
            ROW);

    private static final int[] WIDTHS = ORDER.stream().mapToInt(SeqPart::digits).toArray();

    /** Asks the server, MySQL or MariaDB, where its binlog ends: there its next transaction will begin. */
    public static BinlogOffset end(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question(connection))) {
            if (!row.next()) {
                throw new SQLException("the server writes no binlog: set log-bin in its my.cnf and restart it");
            }
            return new BinlogOffset(row.getString(1), row.getLong(2));
        }
    }

    private static String question(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        var isNewMySql = !server.getDatabaseProductVersion().contains("MariaDB")
                && (server.getDatabaseMajorVersion() > 8
                        || server.getDatabaseMajorVersion() == 8 && server.getDatabaseMinorVersion() >= 2);
        return isNewMySql ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }

    /** Gives the place of the event that is read. */
    public static BinlogOffset of(BinlogSourceInfo event) {
        return new BinlogOffset(event.binlogFilename(), event.binlogPosition());
    }

    /** Reads Debezium's offset; empty where an engine has only begun, which stores one without a place. */
    public static Optional<BinlogOffset> stored(JsonNode offset) {
        return offset.path("file").asText().isEmpty() || !offset.has("pos")
                ? Optional.empty()
                : Optional.of(new BinlogOffset(
                        offset.path("file").asText(), offset.path("pos").asLong()));
    }

    private static long number(String file) {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }

    /** Gives the change_seq of something that happens here; rows are counted from 0. */
    public String changeSeq(int epoch, long row) {
        return ChangeSeq.of(epoch, WIDTHS, number(file), position, row);
    }

    @Override
    public String changeSeq(int epoch) {
        return changeSeq(epoch, 0);
    }

    @Override
    public boolean isBefore(String changeSeq, int epoch) {
        return changeSeq.compareTo(changeSeq(epoch, Integer.toUnsignedLong(-1))) > 0;
    }

    @Override
    public ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("file", file).put("pos", position);
    }

    /** No row's change stands between two transactions, but a former snapshot or repair may. */
    @Override
    public ObjectNode after(String changeSeq, int epoch) {
        var row = changeSeq.compareTo(changeSeq(epoch, 0)) < 0 ? 0 : ROW.in(changeSeq) + 1;
        return json().put("row", row);
    }

    @Override
    public int compareTo(SourceOffset other) {
        var that = (BinlogOffset) other;
        return file.equals(that.file)
                ? Long.compare(position, that.position)
                : Long.compare(number(file), number(that.file));
    }

    @Override
    public String toString() {
        return file + ":" + position;
    }
}
