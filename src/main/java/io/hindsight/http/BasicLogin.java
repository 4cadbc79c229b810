package io.hindsight.http;

import io.hindsight.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Knows the one user that the settings name, by basic authentication, or by the same as a token, which is all that some
 * engines send; Camel's own would want the password in a file.
 */
final class BasicLogin {

    private static final Set<String> SCHEMES = Set.of("basic", "bearer");

    private final byte[] right;

    BasicLogin(HttpSettings settings) {
        right = (settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Says whether this user speaks; takes as long for a wrong password as for the right one.
     *
     * @param authorization the header of this name, or null
     */
    boolean letsIn(String authorization) {
        var scheme = authorization == null
                ? ""
                : authorization.replaceFirst(" .*", "").toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || scheme.length() == authorization.length()) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder()
                            .decode(authorization.substring(scheme.length() + 1).strip()),
                    right);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
