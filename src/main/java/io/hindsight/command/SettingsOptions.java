package io.hindsight.command;

import io.hindsight.context.ContextSettings;
import io.hindsight.discovery.TableDiscovery;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Secrets;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the settings out of a file, then {@code -D}, then the environment; later ones win. */
public final class SettingsOptions {

    private static final Path USUAL = Path.of("application.properties");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The settings; application.properties in this directory by default, if there is one.")
    private Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting that wins over the file's. The environment wins over both:"
                    + " HINDSIGHT_SOURCE_PASSWORD is hindsight.source.password.")
    void define(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            if (Secrets.areIn(key, value)) {
                throw new ParameterException(
                        command.commandLine(), Secrets.argument(key).getMessage());
            }
        });
        properties.forEach(System::setProperty);
    }

    /** The place of the settings in Camel's words; empty when there is no file. */
    public String location() {
        if (file == null && !Files.exists(USUAL)) {
            return "";
        }
        return "file:" + (file == null ? USUAL : file).toAbsolutePath();
    }

    /**
     * Reads and checks them, and finds the tables that patterns mean, as far as Kafka and the source can be asked.
     *
     * @throws InvalidSettingsException naming every wrong one
     */
    public Settings readWithTables() {
        var settings = read();
        TableDiscovery.takeUp(settings);
        return settings;
    }

    /**
     * Reads and checks them.
     *
     * @throws InvalidSettingsException naming every wrong one
     */
    public Settings read() {
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            throw new InvalidSettingsException(List.of("--config: "
                    + (Files.isDirectory(file)
                            ? file + " is a folder; write the name of a file in it"
                            : "there is no file " + file + " that can be read")));
        }
        try (var context = new DefaultCamelContext(false)) {
            context.build();
            context.getPropertiesComponent().setEncoding(StandardCharsets.UTF_8.name());
            if (!location().isEmpty()) {
                context.getPropertiesComponent().setLocation(location());
            }
            return ContextSettings.of(context);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
