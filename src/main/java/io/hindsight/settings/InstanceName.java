package io.hindsight.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads what this process is called among those that share its work. */
final class InstanceName {

    private static final String KEY = "hindsight.instance";

    private InstanceName() {}

    static String read(SettingsReader reader) {
        return reader.about("This instance among those of one pipeline, which share its tables and take turns"
                        + " at capture: no two at once may have one name, and one that is started again should"
                        + " have its old one. The host and hindsight.http.port by default: host1-8080")
                .text(KEY, "");
    }

    /** Names the host and its port by default, for no two processes listen at one; nothing when the port is any free one. */
    static String checked(String given, HttpSettings http, SettingsReader reader) {
        var name = given.isEmpty() && http.port() != 0 ? host() + "-" + http.port() : given;
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
