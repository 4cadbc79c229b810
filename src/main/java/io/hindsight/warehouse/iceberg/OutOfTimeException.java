package io.hindsight.warehouse.iceberg;

/** Says that reading a lake's table took longer than it was given. */
public final class OutOfTimeException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
