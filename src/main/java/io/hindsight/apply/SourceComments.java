package io.hindsight.apply;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Comments;
import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.TableName;
import io.hindsight.warehouse.KeptComments;
import io.hindsight.warehouse.KeptComments.Comment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the comments of the source's tables and columns to the warehouses, and their changes. A comment that somebody has
 * written in a warehouse, where the source has none, stays.
 */
final class SourceComments {

    private static final Logger LOG = LoggerFactory.getLogger(SourceComments.class);

    private final Settings settings;
    private final AppliedTables tables;

    /** What was brought: one that has become empty in the source is taken away again. */
    private final Map<String, String> brought = new HashMap<>();

    private final Set<String> said = new HashSet<>();

    SourceComments(Settings settings, AppliedTables tables) {
        this.settings = settings;
        this.tables = tables;
    }

    /** Looks at the source and the warehouses, and makes these say what that says. */
    void carry() {
        var known = tables.all().stream()
                .filter(table ->
                        table.kept().isPresent() && table.settings().lake().isEmpty())
                .toList();
        if (known.isEmpty()) {
            return;
        }
        Map<TableName, Comments> comments;
        try (var source = Source.open(settings.source())) {
            comments = source.comments(known.stream()
                    .map(table -> table.declaration().source())
                    .distinct()
                    .toList());
        } catch (SQLException away) {
            // health says so
            return;
        }
        for (var warehouse : settings.warehouses()) {
            var kept = known.stream()
                    .filter(table -> table.getWarehouse().equals(warehouse.name()))
                    .toList();
            if (!kept.isEmpty()) {
                carry(warehouse, kept, comments);
            }
        }
    }

    private void carry(WarehouseSettings warehouse, List<AppliedTable> kept, Map<TableName, Comments> comments) {
        var wanted = new HashMap<String, Map<String, String>>();
        for (var table : kept) {
            var texts = texts(
                    table.kept().orElseThrow(),
                    comments.getOrDefault(table.declaration().source(), new Comments()));
            KeptComments.names(table.getTarget()).forEach(name -> wanted.put(name, texts));
        }
        try (var connection = kept.get(0).connect()) {
            var there = new KeptComments(warehouse.dialect(), connection);
            var refused = Optional.<SQLException>empty();
            for (var comment : there.of(new ArrayList<>(wanted.keySet()))) {
                try {
                    carry(warehouse, there, comment, wanted.get(comment.table()).getOrDefault(comment.column(), ""));
                } catch (SQLException failure) {
                    // an older server may take those of tables and not of columns
                    refused = refused.or(() -> Optional.of(failure));
                }
            }
            say(warehouse, refused);
        } catch (SQLException away) {
            say(warehouse, Optional.of(away));
        }
    }

    private void carry(WarehouseSettings warehouse, KeptComments there, Comment comment, String text)
            throws SQLException {
        var place = warehouse.name() + "." + comment.table() + "." + comment.column();
        var isOurs = !text.isEmpty() || comment.text().equals(brought.get(place));
        if (isOurs && !text.equals(comment.text())) {
            there.set(comment, text);
        }
        if (isOurs) {
            brought.put(place, text);
        }
    }

    private void say(WarehouseSettings warehouse, Optional<SQLException> refused) {
        if (refused.isEmpty()) {
            said.remove(warehouse.name());
        } else if (said.add(warehouse.name())) {
            LOG.info(
                    "{}: the source's comments can't be brought there, and are tried again: {}",
                    warehouse,
                    FailureText.of(refused.get()));
        }
    }

    /** By the names that the warehouse has. */
    private static Map<String, String> texts(CapturedTable table, Comments comments) {
        var texts = new HashMap<String, String>();
        texts.put(Comments.TABLE, comments.of(Comments.TABLE));
        for (Column column : table.columns()) {
            texts.put(column.target(), comments.of(column.name()));
        }
        return texts;
    }
}
