package io.hindsight.hawtio;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.HawtioSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.IO;

/**
 * Hawtio as it is released, in a Jetty of its own beside the program: behind a login, without its proxy to other
 * machines, and with a Jolokia that does no more than {@code hawtio/jolokia-access.xml} says.
 */
public final class HawtioConsole implements AutoCloseable {

    private static final String PATH = "/hawtio";

    /** In bytes, of whoever has logged in; the console asks for hundreds of MBeans at once. */
    private static final long LARGEST_BODY = 10_000_000;

    private static final long LEAST_BYTES_A_SECOND = 1_000;
    private static final int MOST_CONNECTIONS = 100;

    private final Server server;
    private final Path directory;

    private HawtioConsole(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * Starts it; routes appear in it as they start.
     *
     * @throws IllegalStateException when it doesn't come up
     */
    public static HawtioConsole start(HawtioSettings settings) {
        HawtioLogin.ask(settings.username(), settings.password());
        System.setProperty("hawtio.authenticationEnabled", "true");
        System.setProperty("hawtio.realm", HawtioLogin.REALM);
        System.setProperty("hawtio.roles", "*");
        System.setProperty("hawtio.disableProxy", "true");
        var server = server(settings);
        try {
            var directory = Files.createTempDirectory("hindsight-hawtio");
            var console = new HawtioConsole(server, directory);
            var bodies = new SizeLimitHandler(LARGEST_BODY, -1);
            bodies.setHandler(new LoginSizeLimit(webApp(directory)));
            server.setHandler(new HawtioGuard(bodies, Set.of(PATH, PATH + "/", PATH + "/login"), settings));
            server.start();
            return console;
        } catch (Exception failed) {
            throw new IllegalStateException("the console can't start: " + failed.getMessage(), failed);
        }
    }

    /** Whoever hasn't logged in yet can take no more than a part of the program's memory and threads. */
    private static Server server(HawtioSettings settings) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setMinRequestDataRate(LEAST_BYTES_A_SECOND);
        var server = new Server();
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(TimeLimits.HTTP_CLIENT.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        return server;
    }

    private static WebAppContext webApp(Path directory) throws IOException {
        var war = directory.resolve("hawtio.war");
        try (var packed = HawtioConsole.class.getResourceAsStream("/hawtio/hawtio.war")) {
            Files.copy(packed, war);
        }
        var webApp = new WebAppContext(war.toString(), PATH);
        webApp.setTempDirectory(directory.resolve("web").toFile());
        webApp.setOverrideDescriptor(
                HawtioConsole.class.getResource("/hawtio/override-web.xml").toExternalForm());
        webApp.setThrowUnavailableOnStartupException(true);
        // it logs as the program does: its own SLF4J can't use the program's Logback, and says so on every start
        webApp.getProtectedClassMatcher().add("org.slf4j.");
        // a page of somebody else's can't stop a route with the user's session
        webApp.getSessionHandler().setSameSite(HttpCookie.SameSite.STRICT);
        webApp.getSessionHandler().setHttpOnly(true);
        return webApp;
    }

    /** Where people find it. */
    public URI address() {
        return server.getURI().resolve(PATH);
    }

    @Override
    public void close() throws Exception {
        server.stop();
        IO.delete(directory);
    }
}
