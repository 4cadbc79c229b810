package io.hindsight.settings;

/** What the values of changes are written as. */
public enum MessageFormat {
    JSON,
    /** With their schemas in a schema registry. */
    AVRO
}
