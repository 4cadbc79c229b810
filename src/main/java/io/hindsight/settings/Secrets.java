package io.hindsight.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Keeps passwords out of where others can read them: a program's arguments, and addresses that are logged. */
public final class Secrets {

    private static final String WORDS =
            "password|passphrase|secret|credential|token|jaas|private[.-]?key|keystore\\.key|auth\\.apikey";

    private static final Pattern KEYS = Pattern.compile("(?i).*(" + WORDS + ").*(?<!-file)");

    /** Within an address, or a list of names and values. */
    private static final Pattern WITHIN =
            Pattern.compile("(?i)((?:" + WORDS + "|\\bpwd)[\\w.-]*(?<!-file)[=:])(?!\\{\\{)[^&;,\\s]+");

    /** Before the host of an address. */
    private static final Pattern BEFORE_HOST = Pattern.compile("(//)[^/@\\s?]+@");

    private Secrets() {}

    /** Whether a setting is a secret, rather than where one is, or has one in it. */
    public static boolean areIn(String key, String value) {
        return KEYS.matcher(key).matches()
                // a column may be called so
                || !key.startsWith("hindsight.table.")
                        && (WITHIN.matcher(value).find()
                                || BEFORE_HOST.matcher(value).find());
    }

    /** Gives a text of somebody else's, such as a driver's that quotes an address, without what is secret in it. */
    public static String hidden(String text) {
        return BEFORE_HOST.matcher(WITHIN.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
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
