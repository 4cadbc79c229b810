package io.hindsight.source.mysql.structure;

import io.hindsight.testing.*;
import java.util.*;

public class DecodingMain {
    public static void main(String[] args) throws Exception {
        var maria = args[0].equals("mariadb");
        JdbcServer server = maria ? TestServers.mariaDb() : TestServers.mySql();
        for (var level : args[1].split(",")) {
            server.execute("SET GLOBAL binlog_row_metadata=" + level);
            for (var c : args[2].split(",")) {
                var connector = c.equals("stock") ? (maria ? "io.debezium.connector.mariadb.MariaDbConnector" : "io.debezium.connector.mysql.MySqlConnector")
                        : "io.hindsight.source.mysql.connector." + (maria ? "MariaDb" : "MySql") + "BinlogConnector";
                var before = new ArrayList<String>(); var streamed = new ArrayList<String>();
                var own = maria ? Spellings.OF_MARIADB : Spellings.OF_MYSQL;
                before.addAll(Spellings.before(Spellings.OF_BOTH, "both")); before.addAll(Spellings.before(own, "own"));
                streamed.addAll(Spellings.streamed(Spellings.OF_BOTH, "both")); streamed.addAll(Spellings.streamed(own, "own"));
                before.addAll(Kinds.before(maria)); streamed.addAll(Kinds.streamed(maria));
                long t = System.currentTimeMillis();
                var d = new Decoding(server, maria, connector).differences(before, streamed, args.length > 3);
                System.out.println("=== " + args[0] + " " + level + " " + c + " " + d.size() + " differences, " + (System.currentTimeMillis() - t) + " ms");
                d.forEach((k, v) -> System.out.println("   " + k + ": " + (v.length() > 300 ? v.substring(0, 300) : v)));
            }
        }
        System.exit(0);
    }
}
