package io.hindsight.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What players do to their items in one session of MySQL: find, enchant, wear out, trade, lose and find again. */
final class Players implements AutoCloseable {

    private static final int PLAYERS = 200;
    private static final int FEW_ITEMS = 10;

    private final Connection connection;
    private final Random random;
    private final List<Integer> held = new ArrayList<>();
    private final List<Integer> lost = new ArrayList<>();
    private int nextId;

    /** Goes on with what is in the table. */
    Players(Connection connection, Random random) throws SQLException {
        this.connection = connection;
        this.random = random;
        ids(held, "SELECT id FROM item_assets ORDER BY id");
        ids(lost, "SELECT DISTINCT id FROM item_assets_audit WHERE id NOT IN (SELECT id FROM item_assets) ORDER BY id");
        try (var result =
                connection.createStatement().executeQuery("SELECT coalesce(max(id), 0) + 1 FROM item_assets_audit")) {
            result.next();
            nextId = result.getInt(1);
        }
    }

    private void ids(List<Integer> ids, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                ids.add(result.getInt(1));
            }
        }
    }

    /** Does one thing, as one transaction; gives the number of rows it has changed. */
    int act() throws SQLException {
        var dice = random.nextInt(100);
        if (held.size() < FEW_ITEMS || dice < 28) {
            return find(nextId++);
        }
        if (dice < 32 && !lost.isEmpty()) {
            return find(lost.remove(random.nextInt(lost.size())));
        }
        if (dice < 80) {
            return change(any());
        }
        return dice < 86 ? trade(any(), any()) : lose(random.nextInt(held.size()));
    }

    private int any() {
        return held.get(random.nextInt(held.size()));
    }

    private int find(int id) throws SQLException {
        held.add(id);
        return update(
                "INSERT INTO item_assets VALUES (?, ?, ?, NOW(6))",
                id,
                player(),
                Item.of(random).toString());
    }

    private int change(int id) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT asset_info FROM item_assets WHERE id = ?")) {
            statement.setInt(1, id);
            var result = statement.executeQuery();
            return result.next()
                    ? update(
                            "UPDATE item_assets SET asset_info = ?, registered_at = NOW(6) WHERE id = ?",
                            Item.parse(result.getString(1)).changed(random).toString(),
                            id)
                    : 0;
        }
    }

    /** Two players give each other an item: both rows, or none. */
    private int trade(int left, int right) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var sql = "UPDATE item_assets SET owner_id = ?, registered_at = NOW(6) WHERE id = ?";
            var changed = update(sql, player(), Math.min(left, right)) + update(sql, player(), Math.max(left, right));
            connection.commit();
            return changed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private int lose(int index) throws SQLException {
        var id = held.set(index, held.get(held.size() - 1));
        held.remove(held.size() - 1);
        lost.add(id);
        return update("DELETE FROM item_assets WHERE id = ?", id);
    }

    private int player() {
        return 1 + random.nextInt(PLAYERS);
    }

    private int update(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
