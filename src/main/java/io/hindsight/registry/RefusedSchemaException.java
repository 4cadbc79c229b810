package io.hindsight.registry;

/** Says why a schema registry doesn't take a schema, in its own words: the one before may allow no such change. */
public final class RefusedSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedSchemaException(String message) {
        super(message);
    }
}
