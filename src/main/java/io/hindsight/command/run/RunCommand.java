package io.hindsight.command.run;

import io.hindsight.capture.offset.FirstStart;
import io.hindsight.command.SettingsOptions;
import io.hindsight.hawtio.HawtioConsole;
import io.hindsight.http.GuardedHttpServers;
import io.hindsight.http.HttpPort;
import io.hindsight.lineage.LineageCheck;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hindsight run}: captures and applies, until the process is told to end. */
@Command(
        name = "run",
        description =
                "Captures the declared tables and keeps their history in the warehouses, until it is told to end.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended by a signal, in good order", "1:failed", "2:the settings are wrong"})
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** How Camel itself is set, unless the user's file says otherwise. */
    private static final String DEFAULTS = "classpath:camel.properties";

    @Mixin
    private SettingsOptions options;

    @Option(names = "--hawtio", description = "With a console for the routes beside it: hindsight.hawtio.enabled=true.")
    private boolean hawtio;

    @Override
    public Integer call() throws Exception {
        Logs.prepare();
        if (hawtio) {
            System.setProperty("hindsight.hawtio.enabled", "true");
        }
        var settings = options.read();
        RemoteJmx.check();
        OwnRoutes.check(settings.routes());
        LineageCheck.check(settings.lineage());
        HttpPort.check(
                "hindsight.http.port", settings.http().host(), settings.http().port());
        declarationsFit(settings);
        var main = new HindsightMain();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations(
                options.location().isEmpty() ? DEFAULTS : DEFAULTS + "," + options.location());
        main.bind("settings", settings);
        main.bind("httpServers", new GuardedHttpServers(settings.http()));
        Summary.of(settings).forEach(LOG::info);
        SnapshotLine.drawOnTerminal(main);
        if (!settings.hawtio().enabled()) {
            Shutdown.runUntilToldToEnd(main);
            return 0;
        }
        HttpPort.check(
                "hindsight.hawtio.port",
                settings.hawtio().host(),
                settings.hawtio().port());
        try (var console = HawtioConsole.start(settings.hawtio())) {
            LOG.info("console at {}", console.address());
            Shutdown.runUntilToldToEnd(main);
        }
        return 0;
    }

    /**
     * Says at once what is wrong with a declaration. A source that is down is waited for later, and a table that is
     * gone
     * since capture has begun concerns nobody else.
     */
    private static void declarationsFit(Settings settings) {
        try {
            var absent = SourceTables.absent(settings, SourceTables.once(settings));
            if (!absent.isEmpty() && FirstStart.isAhead(settings)) {
                throw InvalidTableException.noSuchTable(absent.get(0));
            }
        } catch (SQLException down) {
            LOG.debug("the source's schema can't be read yet", down);
        }
    }
}
