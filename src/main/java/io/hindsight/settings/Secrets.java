package io.hindsight.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Keeps passwords out of where others can read them: a program's arguments, and addresses that are logged. */
public final class Secrets {

    private static final Pattern KEYS = Pattern.compile("(?i).*(password|secret|jaas|keystore\\.key).*(?<!-file)");

    private Secrets() {}

    /** Whether a setting of that key is a secret, rather than where one is. */
    public static boolean areIn(String key) {
        return KEYS.matcher(key).matches();
    }

    /** What to say where one was given as an argument. */
    public static InvalidSettingsException argument(String key) {
        return new InvalidSettingsException(List.of("-D" + key + ": every user of this machine can read a program's"
                + " arguments; put it into the environment, or write " + key + "-file=FILE"));
    }

    /** Whether a JDBC address has a user or a password before its parameters, where drivers and logs print it. */
    static boolean areInAddress(String url) {
        return url.replaceFirst("\\?.*", "").matches("(?i).*(@|\\bpassword\\s*=).*");
    }
}
