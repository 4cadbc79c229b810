package io.hindsight.command;

import io.hindsight.capture.offset.FirstStart;
import io.hindsight.capture.reread.ForgottenKeys;
import io.hindsight.check.Remains;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.KeyJson;
import io.hindsight.reconcile.UnderWay;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceOffset;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.KeyText;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.Forgetting;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.iceberg.LakeForgetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight forget}: takes a key out of every warehouse, and says where it is still known, and until when. */
@Command(
        name = "forget",
        description = "Removes all versions of a row, from every warehouse and every declared table of the same source"
                + " table, and says what remains of it elsewhere. Delete it in the source first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:forgotten, and the source hasn't it either",
            "1:the source has it still and nothing was done, or something couldn't be reached",
            "2:the settings or the key are wrong"
        })
public final class ForgetCommand implements Callable<Integer> {

    private static final Duration LONGEST_BATCH = Duration.ofSeconds(10);

    @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name in the settings.")
    private String table;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "KEY",
            description = "The row's key, a value for each of its columns, in their order.")
    private List<String> key;

    @Option(
            names = "--redact",
            description = "Only the values, NULL or empty from then on; keys, times and ops of the versions stay.")
    private boolean redact;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    private boolean failed;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        var settings = options.readWithTables();
        var tables = SourceTables.once(settings);
        var declaration = settings.tables().stream()
                .filter(declared -> declared.name().equals(table))
                .findFirst()
                .orElseThrow(() -> wrong("no table is declared as '" + table + "'; write one of "
                        + settings.tables().stream().map(TableDeclaration::name).collect(Collectors.joining(", "))));
        var chosen = Optional.ofNullable(tables.get(declaration))
                .orElseThrow(() -> InvalidTableException.noSuchTable(declaration));
        try {
            KeyText.checked(chosen, key);
        } catch (IllegalArgumentException unfit) {
            throw wrong(unfit.getMessage());
        }
        var remains = new Remains(settings, chosen);
        if (isInSource(chosen, remains)) {
            return ExitCodes.FAILED;
        }
        if (!FirstStart.isAhead(settings)) {
            SourceOffset end;
            try (var source = Source.open(settings.source())) {
                end = source.end();
            }
            // one that was inserted anew in between would be taken for an older one
            if (isInSource(chosen, remains)) {
                return ExitCodes.FAILED;
            }
            keepAway(settings, chosen, end);
        }
        inWarehouses(settings, chosen, tables.values());
        elsewhere(chosen, remains);
        return failed ? ExitCodes.FAILED : 0;
    }

    private boolean isInSource(CapturedTable chosen, Remains remains) throws SQLException {
        if (!remains.isInSource(key)) {
            return false;
        }
        say("nothing is forgotten: the source has it still, and its next change would bring it back; delete it in "
                + chosen.source() + " first");
        return true;
    }

    /** Before anything is removed, so that nothing that is still to come from before brings it back. */
    private void keepAway(Settings settings, CapturedTable chosen, SourceOffset end) throws InterruptedException {
        ForgottenKeys.note(settings, chosen.source(), end, KeyJson.bytes(chosen, key), redact);
        TimeUnit.NANOSECONDS.sleep(ForgottenKeys.LOOK.multipliedBy(2).toNanos());
        try (var underWay = new UnderWay(settings)) {
            underWay.await(
                    settings.tables().stream()
                            .filter(declared -> declared.source().equals(chosen.source()))
                            .toList(),
                    LONGEST_BATCH);
        }
    }

    private static InvalidSettingsException wrong(String what) {
        return new InvalidSettingsException(List.of(what));
    }

    private void inWarehouses(Settings settings, CapturedTable chosen, Collection<CapturedTable> tables) {
        for (var kept : tables) {
            if (!kept.source().equals(chosen.source())) {
                continue;
            }
            if (!keys(kept).equals(keys(chosen))) {
                failed = true;
                say(kept.declaration().name()
                        + " is of the same source table, but has another key: forget it by that too");
                continue;
            }
            for (var name : kept.declaration().warehouses()) {
                try {
                    var rows = settings.warehouse(name).lake().isPresent()
                            ? inLake(settings.warehouse(name).lake().get(), kept)
                            : bySql(settings.warehouse(name), kept);
                    say(name + ": " + kept.declaration().target() + ": rows " + (redact ? "redacted " : "removed ")
                            + rows);
                } catch (SQLException | IOException | UncheckedIOException | ValidationException failure) {
                    failed = true;
                    say(name + ": " + kept.declaration().target() + " can't be reached (" + FailureText.of(failure)
                            + "); do it again when it can");
                }
            }
        }
    }

    private long bySql(WarehouseSettings warehouse, CapturedTable kept) throws SQLException {
        try (var connection = warehouse.connect()) {
            var forgetting = new Forgetting(warehouse.dialect(), kept);
            return redact ? forgetting.redact(connection, key) : forgetting.remove(connection, key);
        }
    }

    private long inLake(Lake lake, CapturedTable kept) throws IOException {
        var table = lake.find(kept.declaration());
        if (table.isEmpty()) {
            return 0;
        }
        say("its files are written anew, and older snapshots can't be asked for any more");
        var forgetting = new LakeForgetting(table.get(), kept, key);
        return redact ? forgetting.redact() : forgetting.remove();
    }

    private static List<String> keys(CapturedTable table) {
        return table.keys().stream().map(Column::name).toList();
    }

    private void elsewhere(CapturedTable chosen, Remains remains) throws SQLException {
        say("the source hasn't it");
        say(remains.inLog());
        try {
            remains.inKafka().forEach(this::say);
            var letters = remains.deadLetters();
            say(
                    letters == 0
                            ? "no dead letter of " + chosen.source() + " waits"
                            : DeadLetter.count(letters) + " of " + chosen.source()
                                    + " may have it: hindsight dead-letters show" + " --table " + table
                                    + " says whose they are, and discard removes them");
        } catch (KafkaException failure) {
            failed = true;
            say("Kafka can't be asked how long it has it (" + FailureText.of(failure) + ")");
        }
        say(
                "what comes from before, out of the source's log or of Kafka, is left out; a backup brings it back: then do this"
                        + " again");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
