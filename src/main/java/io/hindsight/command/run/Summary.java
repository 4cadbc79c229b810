package io.hindsight.command.run;

import io.hindsight.command.VersionText;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what the program is about to do, in the few lines that a start is logged with. */
final class Summary {

    private Summary() {}

    static List<String> of(Settings settings) {
        var head = Stream.of(
                VersionText.text() + ", pipeline " + settings.name(),
                "  source      " + settings.source().kind() + " " + settings.source(),
                "  through     Kafka " + settings.kafka().brokers(),
                "  warehouses  "
                        + settings.warehouses().stream().map(Summary::address).collect(Collectors.joining(", ")));
        var tables = settings.tables().stream()
                .map(table -> "  " + table.keep().name().toLowerCase(Locale.ROOT) + " of " + table.source() + " in "
                        + table.target() + " ("
                        + table.warehouses().stream()
                                .map(name ->
                                        table.routineLoad().contains(name) ? name + ", which reads it itself" : name)
                                .collect(Collectors.joining(", "))
                        + ")");
        var patterns = settings.declared().patterns().stream()
                .map(pattern -> "  each table   that fits hindsight.tables." + pattern.name() + ".source");
        var unsafe = settings.unsafe().isEmpty()
                ? Stream.<String>empty()
                : Stream.of("  as asked    " + String.join(", ", settings.unsafe()));
        var console = settings.console().enabled()
                ? Stream.of("  console     " + settings.http() + "/console/")
                : Stream.<String>empty();
        var tail = Stream.concat(
                console, Stream.of("  health      " + settings.http() + "/observe/health, metrics beside it"));
        return Stream.of(head, unsafe, tables, patterns, tail)
                .flatMap(lines -> lines)
                .toList();
    }

    /** Without what follows the question mark: a password may be there. */
    private static String address(WarehouseSettings warehouse) {
        return warehouse.name() + " " + warehouse.url().replaceFirst("\\?.*", "");
    }
}
