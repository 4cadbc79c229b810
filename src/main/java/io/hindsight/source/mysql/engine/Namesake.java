package io.hindsight.source.mysql.engine;

import io.hindsight.settings.Settings;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Another replica with the same server id: MySQL and MariaDB end the connection of the one that was there before, which
 * comes back and ends the other's.
 */
final class Namesake {

    private static final String SAME = "same server_uuid/server_id";

    private Namesake() {}

    static boolean isMeant(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .anyMatch(message -> message != null && message.contains(SAME));
    }

    static String words(Settings settings) {
        return "another replica of " + settings.source() + " has the same number: another pipeline, or a server; set"
                + " hindsight.source.server-id, which is "
                + settings.source().serverId() + " here, to one that nobody else has, and restart";
    }
}
