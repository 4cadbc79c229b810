package io.hindsight.demo;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What an asset said at a moment inside its second version, asked in each warehouse, with the SQL that asks. */
final class AsOfQuestion {

    private final String asset;
    private final String moment;

    private AsOfQuestion(String asset, String moment) {
        this.asset = asset;
        this.moment = moment;
    }

    /** Finds an asset with three versions or more, asks, and prints; says so where there is none yet. */
    static void ask(List<Store> warehouses, PrintStream out) throws SQLException {
        var postgreSql = warehouses.stream()
                .filter(warehouse -> warehouse.engine().equals("postgresql"))
                .findFirst()
                .orElseThrow();
        try (var connection = postgreSql.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(postgreSql.sql("question"))) {
            if (!found.next()) {
                out.println("No asset has three versions yet: let it run a little longer to look back in time.\n");
                return;
            }
            var question = new AsOfQuestion(found.getString(1), found.getString(3));
            out.printf(
                    "What did asset %s say at %s?%nIt has %s versions; the second was in force then.%n%n",
                    question.asset, question.moment, found.getString(2));
            for (var warehouse : warehouses) {
                question.ask(warehouse, out);
            }
        }
    }

    private void ask(Store warehouse, PrintStream out) throws SQLException {
        var sql = warehouse.sql("as-of").replace("${asset}", asset).replace("${moment}", moment);
        out.println("  " + warehouse.name());
        sql.lines().forEach(line -> out.println("    " + line));
        var answers = new ArrayList<String>();
        try (var connection = warehouse.connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                answers.add(answer.getString(2) + ", of player " + answer.getString(1));
            }
        }
        out.println("    => " + (answers.isEmpty() ? "no such asset then" : String.join("; ", answers)) + "\n");
    }
}
