package io.hindsight.http;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hindsight.settings.HttpSettings;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.testing.Http;
import io.hindsight.testing.ListeningSockets;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Where the program listens, with Camel's settings as they ship: at {@code hindsight.http.host}, and nowhere else. */
class AddressTest {

    private final Http http = Http.onFreePort();
    private final Set<String> before = ListeningSockets.own();
    private Main main;

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2"})
    void nothingListensAtAnotherAddress(String host) throws IOException {
        start(host, Map.of());
        assertThat(listensNow()).containsExactly(host + ":" + http.port());
    }

    @Test
    void aServerOfCamelsOwnListensThereToo() throws IOException {
        start("127.0.0.1", Map.of("camel.server.enabled", "true", "camel.server.host", "127.0.0.1"));
        assertThat(listensNow()).containsExactly("127.0.0.1:" + http.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.server.host", "camel.management.host"})
    void anotherAddressIsRefused(String key) {
        var camels = new TreeMap<>(Map.of("camel.server.enabled", "true", "camel.server.host", "127.0.0.1"));
        camels.put(key, "127.0.0.2");
        assertThatThrownBy(() -> start("127.0.0.1", camels))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(key, "127.0.0.2", "hindsight.http.host=127.0.0.1");
    }

    @Test
    void aPortThatIsTakenAtTheLastMomentEndsTheStart() throws IOException {
        try (var other = new ServerSocket(http.port(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start("127.0.0.1", Map.of()))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContainingAll("hindsight.http.port", "127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void whatFailsBehindARequestIsLoggedWithoutItsWords() throws IOException {
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var said = new ListAppender<ILoggingEvent>();
        said.list = new CopyOnWriteArrayList<>();
        said.start();
        log.addAppender(said);
        try {
            start("127.0.0.1", Map.of());
            main.lookupByType(Vertx.class)
                    .values()
                    .forEach(vertx -> vertx.runOnContext(none -> {
                        throw new IllegalStateException("a row's value");
                    }));
            await().untilAsserted(() -> assertThat(said.list)
                    .anyMatch(event -> event.getFormattedMessage().contains(IllegalStateException.class.getName())));
            assertThat(said.list)
                    .allMatch(event -> event.getThrowableProxy() == null)
                    .noneMatch(event -> event.getFormattedMessage().contains("a row's value"));
        } finally {
            log.detachAppender(said);
        }
    }

    private Set<String> listensNow() {
        var now = ListeningSockets.own();
        now.removeAll(before);
        return now;
    }

    private void start(String host, Map<String, String> camels) throws IOException {
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.bind("httpServers", new GuardedHttpServers(new HttpSettings(host, http.port(), "hindsight", "")));
        shipped(host).forEach(main::addInitialProperty);
        main.addInitialProperty("camel.server.port", String.valueOf(http.port()));
        camels.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo").setBody(constant("here"));
            }
        });
        main.start();
    }

    /** What the program's own file says of the server. */
    private Map<String, String> shipped(String host) throws IOException {
        var properties = new Properties();
        try (var file = getClass().getResourceAsStream("/camel.properties")) {
            properties.load(file);
        }
        var server = new TreeMap<String, String>();
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("camel.management."))
                .forEach(key -> server.put(
                        key,
                        properties
                                .getProperty(key)
                                .replace("{{hindsight:http.host}}", host)
                                .replace("{{hindsight:http.port}}", String.valueOf(http.port()))));
        return server;
    }
}
