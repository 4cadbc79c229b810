package io.hindsight.http;

import io.hindsight.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Knows the one user that the settings name, by basic authentication; Camel's own would want the password in a file. */
final class BasicLogin {

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
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), right);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
