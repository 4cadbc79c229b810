package io.hindsight.source.mysql.structure;

import io.hindsight.source.mysql.connector.MariaDbBinlogConnector;
import io.hindsight.source.mysql.connector.MySqlBinlogConnector;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many tables that are altered at random: {@code main} takes how many, and the first one's seed. What differs is told
 * with the table, whose number is its seed.
 */
public final class RandomDdl {

    private static final int AT_ONCE = 20;

    private RandomDdl() {}

    public static void main(String... arguments) {
        var sequences = Integer.parseInt(arguments[0]);
        var seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime() % 1_000_000;
        var wrong = new TreeMap<String, String>();
        for (var done = 0; done < sequences; done += AT_ONCE) {
            var isMariaDb = done / AT_ONCE % 2 == 1;
            var found = differences(isMariaDb, Math.min(AT_ONCE, sequences - done), seed + done);
            found.forEach((row, what) -> System.out.println(row + ": " + what));
            wrong.putAll(found);
            System.out.printf(
                    "%d sequences from seed %d on, %d rows differ%n",
                    Math.min(sequences, done + AT_ONCE), seed, wrong.size());
        }
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** Gives the rows that were read otherwise than the server had them when they were written. */
    static Map<String, String> differences(boolean isMariaDb, int sequences, long seed) {
        JdbcServer server = isMariaDb ? TestServers.mariaDb() : TestServers.mySql();
        server.execute("SET GLOBAL binlog_row_metadata=FULL");
        var statements = new ArrayList<String>();
        for (var sequence = seed; sequence < seed + sequences; sequence++) {
            statements.addAll(DdlSequence.statements(sequence, "s" + sequence));
        }
        return new Decoding(server, isMariaDb, isMariaDb ? MariaDbBinlogConnector.class : MySqlBinlogConnector.class)
                .differencesOfCopies(statements);
    }
}
