package io.hindsight.source;

/** Something that a check has found wrong, with what to do about it. */
public record Finding(Level level, String what, String cure) {

    /** How bad it is. */
    public enum Level {
        /** Works now, may fail later. */
        WARNING,
        /** Doesn't work, or loses changes. */
        ERROR
    }

    public static Finding error(String what, String cure) {
        return new Finding(Level.ERROR, what, cure);
    }

    public static Finding warning(String what, String cure) {
        return new Finding(Level.WARNING, what, cure);
    }

    @Override
    public String toString() {
        return level + ": " + what + "; " + cure;
    }
}
