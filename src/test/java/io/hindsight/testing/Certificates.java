package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of this test's own and a server's certificate by it, for one name; made by the JDK's keytool. */
public final class Certificates {

    public static final String PASSWORD = "certificates";

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Makes them in the directory, which is to be empty; the server's name is the only one that it is known by. */
    public static Certificates make(Path directory, String server) {
        var made = new Certificates(directory);
        Directories.delete(directory);
        try {
            Files.createDirectories(directory);
            made.keytool("ca.p12", "-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c=ca:true");
            made.keytool("ca.p12", "-exportcert", "-alias", "ca", "-rfc", "-file", made.authority());
            made.keytool("trust.p12", "-importcert", "-noprompt", "-alias", "ca", "-file", made.authority());
            made.keytool("server.p12", "-genkeypair", "-alias", "server", "-dname", "CN=" + server);
            made.keytool("server.p12", "-certreq", "-alias", "server", "-file", made.file("request"));
            made.keytool(
                    "ca.p12",
                    "-gencert",
                    "-alias",
                    "ca",
                    "-ext",
                    "san=dns:" + server,
                    "-rfc",
                    "-infile",
                    made.file("request"),
                    "-outfile",
                    made.certificate());
            Files.writeString(Path.of(made.key()), made.privateKey());
            Files.setPosixFilePermissions(Path.of(made.key()), PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    Path.of(made.keyAndCertificate()),
                    made.privateKey() + Files.readString(Path.of(made.certificate())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return made;
    }

    /** The authority's certificate, PEM. */
    public String authority() {
        return file("ca.pem");
    }

    /** The authority's certificate in Java's format. */
    public String trustStore() {
        return file("trust.p12");
    }

    /** The server's certificate, PEM. */
    public String certificate() {
        return file("server.pem");
    }

    /** The server's key, PEM. */
    public String key() {
        return file("server.key");
    }

    /** Both in one file, as Kafka wants them. */
    public String keyAndCertificate() {
        return file("server-key-and-certificate.pem");
    }

    /** What a server of Java's own speaks TLS with. */
    SSLContext server() {
        try {
            keytool("server.p12", "-importcert", "-noprompt", "-alias", "ca", "-file", authority());
            keytool("server.p12", "-importcert", "-noprompt", "-alias", "server", "-file", certificate());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(), PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String privateKey() {
        try {
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(store().getKey("server", PASSWORD.toCharArray())
                                    .getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private KeyStore store() throws GeneralSecurityException {
        try (var file = Files.newInputStream(Path.of(file("server.p12")))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void keytool(String store, String... arguments) {
        var command = new ArrayList<>(
                List.of(ChildJvm.home().resolve("bin/keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file(store), "-storetype", "PKCS12", "-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        }
        Command.run(command, directory.resolve("keytool.log"));
    }
}
