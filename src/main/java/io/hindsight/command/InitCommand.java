package io.hindsight.command;

import io.hindsight.context.ContextSettings;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.Finding;
import io.hindsight.source.Source;
import io.hindsight.source.SourceDriver;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight init}: writes settings that follow all that a source has, and says of what can't be followed why. */
@Command(
        name = "init",
        description = "Writes settings for a source: all tables of each of its databases or schemas, and what can't be"
                + " followed, with the reason. Changes nothing anywhere, and writes no password.")
public final class InitCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SOURCE",
            description = "KIND://USER@HOST:PORT, with /DATABASE for one that has schemas; KIND as in"
                    + " hindsight.source.kind. The password is HINDSIGHT_SOURCE_PASSWORD in the environment.")
    private URI address;

    @Option(
            names = "--warehouse",
            paramLabel = "URL",
            defaultValue = "jdbc:clickhouse://localhost:8123/dw",
            description = "The address of a warehouse, as a first one; ${DEFAULT-VALUE} by default.")
    private String warehouse;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write, which must not be there yet; by default the settings are printed.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var servers = servers();
        var everything = new LinkedHashMap<>(servers);
        everything.put("hindsight.tables.all.source", "*.*");
        try (var source = Source.open(settings(everything).source())) {
            var tables = source.tables();
            if (tables.isEmpty()) {
                spec.commandLine().getErr().println("nothing is written: the user sees no table there; grant SELECT");
                return ExitCodes.FAILED;
            }
            var draft = new SettingsDraft(servers, tables);
            var settings = settings(draft.all());
            tables.forEach(settings.declared()::add);
            var findings = SourceDriver.of(settings.source().kind()).check(settings);
            write(draft.text(misfits(settings, source, findings), general(settings, findings)));
            return 0;
        } catch (SQLException failed) {
            spec.commandLine().getErr().println("nothing is written: " + ExitCodes.reason(failed));
            return ExitCodes.FAILED;
        }
    }

    private Map<String, String> servers() {
        var kind = Stream.of(SourceKind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(address.getScheme()))
                .findFirst();
        if (kind.isEmpty() || address.getHost() == null || address.getUserInfo() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    address.getScheme() + ":… is no source; write "
                            + Stream.of(SourceKind.values())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(" or "))
                            + ":, //, the user, @, host and port");
        }
        if (address.getUserInfo().contains(":")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "arguments can be read by others: leave the password out, and set HINDSIGHT_SOURCE_PASSWORD in the"
                            + " environment");
        }
        var servers = new LinkedHashMap<String, String>();
        servers.put("hindsight.name", "hindsight");
        servers.put("hindsight.source.kind", address.getScheme());
        servers.put("hindsight.source.hostname", address.getHost());
        if (address.getPort() > 0) {
            servers.put("hindsight.source.port", String.valueOf(address.getPort()));
        }
        servers.put("hindsight.source.username", address.getUserInfo());
        if (address.getPath().length() > 1) {
            servers.put("hindsight.source.database", address.getPath().substring(1));
        }
        servers.put("hindsight.kafka.brokers", "localhost:9092");
        servers.put("hindsight.warehouse.first.url", warehouse);
        return servers;
    }

    /** The environment wins, as always. */
    private static Settings settings(Map<String, String> written) throws IOException {
        try (var context = new DefaultCamelContext(false)) {
            context.build();
            var properties = new Properties();
            properties.putAll(written);
            context.getPropertiesComponent().setInitialProperties(properties);
            return ContextSettings.of(context);
        }
    }

    private static Map<TableName, String> misfits(Settings settings, Source source, List<Finding> findings)
            throws SQLException {
        var misfits = new LinkedHashMap<>(settings.declared().refused());
        for (var table : settings.tables()) {
            var found = findings.stream()
                    .filter(finding -> finding.level() == Finding.Level.ERROR && isOf(table, finding))
                    .findFirst();
            var reason = found.isPresent()
                    ? Optional.of(found.get().what() + "; " + found.get().cure())
                    : reason(settings, source, table);
            reason.ifPresent(why -> misfits.put(table.source(), why));
        }
        return misfits;
    }

    private static Optional<String> reason(Settings settings, Source source, TableDeclaration table)
            throws SQLException {
        try {
            var captured = CapturedTable.of(table, source.columns(table.source()));
            return settings.warehouses().stream()
                    .flatMap(each -> each.dialect().misfits(captured).stream())
                    .findFirst();
        } catch (InvalidTableException misfit) {
            return Optional.of(misfit.getMessage());
        }
    }

    private static boolean isOf(TableDeclaration table, Finding finding) {
        return finding.what().contains(" " + table.source() + " ");
    }

    /** What is wrong with more than a table. */
    private static List<String> general(Settings settings, List<Finding> findings) {
        var general = new ArrayList<String>();
        for (var finding : findings) {
            if (finding.level() == Finding.Level.ERROR
                    && settings.tables().stream().noneMatch(table -> isOf(table, finding))) {
                general.add(finding.what() + "; " + finding.cure());
            }
        }
        return general;
    }

    private void write(String text) throws IOException {
        if (output == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return;
        }
        if (Files.exists(output)) {
            throw new ParameterException(
                    spec.commandLine(), "--output: " + output + " is there already; write the name of another file");
        }
        Files.writeString(output, text, StandardOpenOption.CREATE_NEW);
        spec.commandLine().getOut().println(output);
    }
}
