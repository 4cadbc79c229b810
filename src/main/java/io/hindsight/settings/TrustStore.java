package io.hindsight.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/**
 * Certificates of authorities, out of a PEM file as the source has it, as a file of Java's kind: neither its driver nor
 * Debezium reads PEM. It holds nothing secret; its password is there because both want one.
 */
public final class TrustStore {

    public static final String PASSWORD = "certificates";

    private TrustStore() {}

    /**
     * Writes it to the directory of temporary files, for as long as the program runs.
     *
     * @throws GeneralSecurityException when the file holds no certificates
     */
    static Path of(Path pem) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var file = Files.newInputStream(pem)) {
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("no certificate in it");
        }
        var path = Files.createTempFile("hindsight-source-ca", ".p12");
        path.toFile().deleteOnExit();
        try (var file = Files.newOutputStream(path)) {
            store.store(file, PASSWORD.toCharArray());
        }
        return path;
    }
}
