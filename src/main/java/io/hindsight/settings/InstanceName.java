package io.hindsight.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads what this process is called among those that share its work. */
final class InstanceName {

    private static final String KEY = "hindsight.instance";

    private InstanceName() {}

    /** The host and its port by default, for no two processes listen at one; empty when the port is any free one. */
    static String read(SettingsReader reader, HttpSettings http) {
        var name = reader.text(KEY, http.port() == 0 ? "" : host() + "-" + http.port());
        if (!name.matches("[A-Za-z0-9._-]{0,249}")) {
            reader.wrong(KEY, "'" + name + "' has signs that Kafka doesn't take", "host1-8080");
        }
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
