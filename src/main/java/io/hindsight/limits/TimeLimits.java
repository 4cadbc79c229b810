package io.hindsight.limits;

import java.time.Duration;

/** How long each client waits for its server, all in one place; docs/operations.md says what follows from it. */
public final class TimeLimits {

    /** For a connection, of whatever client. */
    public static final Duration CONNECTING = Duration.ofSeconds(5);

    /** For a connection and the login over it, where a program begins with it, which may be slow to start. */
    public static final Duration LOGIN = Duration.ofSeconds(10);

    /** Health: an answer that takes longer is none. */
    public static final Duration HEALTH = Duration.ofSeconds(3);

    /** For whether a connection that hasn't been used for a while is still one. */
    public static final Duration ALIVE = Duration.ofSeconds(2);

    /** For a statement that a person waits for. */
    public static final Duration PERSON = Duration.ofSeconds(10);

    /** Between a statement's own limit, by which the server ends it, and that of its connection. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    /** For what a source or a catalog says of itself. */
    public static final Duration SOURCE = Duration.ofMinutes(1);

    /** For a statement that may have much to read or to wait for: of batches, of comparisons, and of an engine. */
    public static final Duration STATEMENT = Duration.ofMinutes(10);

    /** For a statement that may write a whole table anew. */
    public static final Duration ALTERATION = Duration.ofHours(1);

    /** After which a source's log that brings neither a change nor a heartbeat isn't followed any more. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /** For an answer of one of Kafka's brokers; then another connection is made to ask it again. */
    public static final Duration BROKER = Duration.ofSeconds(5);

    /** For what is asked beside a stream; where two connections are lost, one is missed after the other. */
    public static final Duration BESIDE_STREAM = SILENCE.dividedBy(3);

    /** For an answer of Kafka's, all tries together. */
    public static final Duration KAFKA = Duration.ofSeconds(10);

    /** For Kafka to have a change, all tries together. */
    public static final Duration DELIVERY = Duration.ofSeconds(30);

    /** For all of an answer of a schema registry. */
    public static final Duration REGISTRY = Duration.ofSeconds(5);

    /** For the rest of a request that has begun, and for the next one of a connection. */
    public static final Duration HTTP_CLIENT = Duration.ofSeconds(20);

    /** For all of an answer of the running program to a command. */
    public static final Duration COMMAND = Duration.ofSeconds(5);

    private TimeLimits() {}

    /** Gives a limit as drivers take it. */
    public static String millis(Duration limit) {
        return String.valueOf(limit.toMillis());
    }

    /** Gives a limit as PostgreSQL's driver takes it. */
    public static String seconds(Duration limit) {
        return String.valueOf(limit.toSeconds());
    }
}
