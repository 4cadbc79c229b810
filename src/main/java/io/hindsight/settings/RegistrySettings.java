package io.hindsight.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Says where the schema registry is that has the schemas of messages in Avro, and who asks it.
 *
 * @param url of Confluent's API, without a slash at its end; empty where there is none
 */
public record RegistrySettings(String url, String username, String password) {

    private static final String URL = "hindsight.kafka.registry.url";
    private static final String EXAMPLE = "http://localhost:8081";

    static RegistrySettings read(SettingsReader reader, MessageFormat format) {
        var settings = new RegistrySettings(
                reader.about("The schema registry, for avro: the address of Confluent's API, such as " + EXAMPLE
                                + ", or Apicurio's http://localhost:8080/apis/ccompat/v7. Keep it as long as topics have"
                                + " messages in Avro")
                        .text(URL, "")
                        .replaceFirst("/+$", ""),
                reader.text("hindsight.kafka.registry.username", ""),
                reader.secret("hindsight.kafka.registry.password"));
        if (settings.isThere() && !isAddress(settings.url)) {
            reader.wrong(URL, "is no http or https address, which has no user in it", EXAMPLE);
        }
        if (format == MessageFormat.AVRO && !settings.isThere()) {
            reader.wrong(URL, "is not set, and hindsight.kafka.format=avro needs a schema registry", EXAMPLE);
        }
        return settings;
    }

    private static boolean isAddress(String url) {
        try {
            var address = new URI(url);
            return url.matches("https?:.*")
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    /** Whether there is one. */
    public boolean isThere() {
        return !url.isEmpty();
    }

    /** How what is sent to it travels. */
    TlsMode tlsMode() {
        return isThere()
                ? TlsMode.of(URI.create(url).getHost(), url.startsWith("https:") ? TlsMode.VERIFIED : TlsMode.PLAIN)
                : TlsMode.LOOPBACK;
    }

    @Override
    public String toString() {
        return "schema registry " + url;
    }
}
