package io.hindsight.registry;

/** Says why a schema registry can't be used now, and which setting says where it is; what needs it is tried again. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }
}
