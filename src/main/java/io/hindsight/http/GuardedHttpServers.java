package io.hindsight.http;

import io.hindsight.settings.HttpSettings;
import io.hindsight.settings.InvalidSettingsException;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

/** Camel's own HTTP servers, each with a {@link Guard} before everything that it serves. */
public final class GuardedHttpServers implements MainHttpServerFactory {

    /** In bytes; camel.server.maxBodySize sets another. */
    private static final long LARGEST_BODY = 100_000;

    private final DefaultMainHttpServerFactory camels = new DefaultMainHttpServerFactory();
    private final HttpSettings settings;

    public GuardedHttpServers(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties configuration) {
        var connections = listen(context);
        bound(configuration.getMaxBodySize(), configuration::setMaxBodySize);
        var server = (MainHttpServer) camels.newHttpServer(context, configuration);
        guard("camel.server.host", server.getConfiguration(), connections, context);
        return server;
    }

    @Override
    public Service newHttpManagementServer(
            CamelContext context, HttpManagementServerConfigurationProperties configuration) {
        var connections = listen(context);
        var server = (ManagementHttpServer) camels.newHttpManagementServer(context, configuration);
        bound(server.getConfiguration().getMaxBodySize(), server.getConfiguration()::setMaxBodySize);
        guard("camel.management.host", server.getConfiguration(), connections, context);
        return server;
    }

    /** Of requests that are on their way at once, as many as there are connections, all together take no more than memory. */
    private static void bound(Long largest, Consumer<Long> set) {
        if (largest == null || largest < 0) {
            set.accept(LARGEST_BODY);
        }
    }

    private Connections listen(CamelContext context) {
        try {
            return ListeningVertx.install(context, settings);
        } catch (Exception failed) {
            throw RuntimeCamelException.wrapRuntimeCamelException(failed);
        }
    }

    /** Camel's settings may say another address than ours: nothing listens there. */
    private void guard(
            String key, VertxPlatformHttpServerConfiguration server, Connections connections, CamelContext context) {
        if (settings.isOpenToAll(server.getBindHost())) {
            throw new InvalidSettingsException(List.of(key + ": other machines reach " + server.getBindHost()
                    + ", and there is no login; write for example: hindsight.http.password={{env:HTTP_PASSWORD}}"));
        }
        if (!server.getBindHost().equals(settings.host())) {
            throw new InvalidSettingsException(List.of(key + ": it says " + server.getBindHost()
                    + ", but everything is served at hindsight.http.host=" + settings.host() + "; write for example: "
                    + key + "=" + settings.host()));
        }
        if (server.getBindPort() != settings.port()) {
            var port = key.replace("host", "port");
            throw new InvalidSettingsException(List.of(port + ": it says " + server.getBindPort()
                    + ", but everything is served at hindsight.http.port=" + settings.port()
                    + "; leave Camel's own server out, or write for example: " + port + "=" + settings.port()));
        }
        var guard = new AuthenticationConfigEntry();
        guard.setPath("/*");
        guard.setAuthenticationProviderFactory(vertx -> null);
        guard.setAuthenticationHandlerFactory(new AuthenticationHandlerFactory() {
            @Override
            public <T extends AuthenticationProvider> AuthenticationHandler createAuthenticationHandler(T none) {
                return new Guard(settings, connections, server.getPath(), context::isStarted);
            }
        });
        server.getAuthenticationConfig().getEntries().add(guard);
        server.getAuthenticationConfig().setEnabled(true);
    }
}
