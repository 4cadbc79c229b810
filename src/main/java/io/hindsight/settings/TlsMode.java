package io.hindsight.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says how what is sent to a server travels. */
enum TlsMode {
    /** Inside this machine. */
    LOOPBACK,
    /** Encrypted, to the server that it is meant for. */
    VERIFIED,
    /** Encrypted, to whoever answers. */
    UNVERIFIED,
    /** As it is, or so if the server wants it. */
    PLAIN,
    /** Nobody has said. */
    UNSAID;

    private static final Pattern HOSTS = Pattern.compile("jdbc:.*?//([^/?]*).*");

    /** @param hosts names or addresses, each with a port or not, comma separated */
    static TlsMode of(String hosts, TlsMode said) {
        var loopback = Arrays.stream(hosts.split(","))
                .map(host -> host.strip().replaceFirst("^.*@", "").replaceFirst(":\\d+$", ""))
                .allMatch(Loopback::is);
        return loopback ? LOOPBACK : said;
    }

    /** MySQL's words, as a setting and in a JDBC address. */
    static TlsMode ofSslMode(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "verify_ca", "verify_identity" -> VERIFIED;
            case "required" -> UNVERIFIED;
            case "" -> UNSAID;
            default -> PLAIN;
        };
    }

    /** By what a warehouse's JDBC address says in its driver's own words. */
    static TlsMode ofUrl(String url) {
        if (url.startsWith("file:")) {
            return LOOPBACK;
        }
        if (url.startsWith("s3:")) {
            return VERIFIED;
        }
        var hosts = HOSTS.matcher(url);
        var said = url.startsWith("jdbc:mysql:")
                ? ofSslMode(parameter(url, "sslMode"))
                : url.startsWith("jdbc:postgresql:") ? ofPostgreSql(parameter(url, "sslmode")) : ofClickHouse(url);
        return hosts.matches() ? of(hosts.group(1), said) : said;
    }

    /** PostgreSQL's words, as a setting and in a JDBC address. */
    static TlsMode ofPostgreSql(String mode) {
        return switch (mode) {
            case "verify-ca", "verify-full" -> VERIFIED;
            case "require" -> UNVERIFIED;
            case "" -> UNSAID;
            default -> PLAIN;
        };
    }

    private static TlsMode ofClickHouse(String url) {
        var ssl = parameter(url, "ssl");
        if (url.matches("jdbc:\\w+:https:.*") || ssl.equals("true")) {
            return parameter(url, "sslmode").equalsIgnoreCase("none") ? UNVERIFIED : VERIFIED;
        }
        return url.matches("jdbc:\\w+:http:.*") || ssl.equals("false") ? PLAIN : UNSAID;
    }

    private static String parameter(String url, String name) {
        var given = Pattern.compile("[?&]" + name + "=([^&]*)", Pattern.CASE_INSENSITIVE)
                .matcher(url);
        return given.find() ? given.group(1) : "";
    }
}
