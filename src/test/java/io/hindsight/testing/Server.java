package io.hindsight.testing;

/** A real server as a child process, on loopback only; it keeps its port and its data over kill and restart. */
public interface Server extends AutoCloseable {
    String HOST = "127.0.0.1";

    int port();

    ServerProcess process();

    default String host() {
        return HOST;
    }

    /** Kills the server with -9. */
    default void kill() {
        process().kill();
    }

    /** Starts the server again, whether it was killed, stopped or still runs. */
    default void restart() {
        process().restart();
    }

    /** Ends the server in good order; {@link #restart} starts it again. */
    default void stop() {
        process().stop();
    }

    default void freeze() {
        process().freeze();
    }

    default void thaw() {
        process().thaw();
    }

    default boolean isAlive() {
        return process().isAlive();
    }

    @Override
    default void close() {
        process().stop();
    }
}
