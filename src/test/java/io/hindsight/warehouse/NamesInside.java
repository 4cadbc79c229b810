package io.hindsight.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the statements for an engine call their own tables and columns, other than what a table may not be kept with. */
final class NamesInside {

    private static final Pattern NAMED =
            Pattern.compile("\\bAS ([a-z_]+)\\b(?!\\.)|([a-z_]+) AS (?:MATERIALIZED )?\\(");

    /** Refused with a clear error when a table is declared. */
    private static final Set<String> RESERVED = Set.of(
            "effective_start_ts",
            "effective_end_ts",
            "is_current",
            "op_type",
            "change_seq",
            "commit_ts",
            "batch_id",
            "row_no",
            "staged_at",
            "is_deleted",
            "known_changes");

    private NamesInside() {}

    static List<String> of(String engine) {
        try (var files = Files.list(Path.of("src/main/resources/sql", engine))) {
            return files.flatMap(file -> NAMED.matcher(text(file)).results())
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .filter(name -> !RESERVED.contains(name) && !name.startsWith("hindsight_"))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
