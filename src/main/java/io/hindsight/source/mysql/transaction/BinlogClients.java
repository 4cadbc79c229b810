package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.DefaultSSLSocketFactory;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.settings.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes clients that read the binlog where no connector runs, over connections as the settings say them. */
final class BinlogClients {

    private BinlogClients() {}

    static BinaryLogClient of(SourceSettings source) {
        var client = new BinaryLogClient(source.hostname(), source.port(), source.username(), source.password());
        // MariaDB's driver doesn't know "preferred", and no connection differs from the others
        client.setSSLMode(
                source.kind() == SourceKind.MARIADB && source.sslMode().equals("preferred")
                        ? SSLMode.DISABLED
                        : SSLMode.valueOf(source.sslMode().toUpperCase(Locale.ROOT)));
        if (!source.trustStore().isEmpty()) {
            client.setSslSocketFactory(new DefaultSSLSocketFactory() {
                @Override
                protected void initSSLContext(SSLContext context) throws GeneralSecurityException {
                    context.init(null, trusted(source.trustStore()).getTrustManagers(), null);
                }
            });
        }
        return client;
    }

    private static TrustManagerFactory trusted(String file) throws GeneralSecurityException {
        try (var stored = Files.newInputStream(Path.of(file))) {
            var authorities = KeyStore.getInstance("PKCS12");
            authorities.load(stored, TrustStore.PASSWORD.toCharArray());
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(authorities);
            return trusted;
        } catch (IOException unreadable) {
            throw new GeneralSecurityException(unreadable);
        }
    }
}
