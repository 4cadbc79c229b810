package io.hindsight.table;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Reads the words of one kind of source for its types; found as a service, as JDBC's drivers are. A word means the same
 * whoever reads it: those of the first source stand as they are, another puts its name before its own,
 * {@code postgresql:int4}.
 */
public interface TypeWords {

    /** Gives what a column's words mean; empty where they aren't this source's, or of a type that isn't kept. */
    Optional<ColumnType> read(ColumnWords column);

    /** Asks all sources. */
    static Optional<ColumnType> type(ColumnWords column) {
        return Known.ALL.stream().flatMap(words -> words.read(column).stream()).findFirst();
    }

    /** Those there are, looked for once. */
    final class Known {
        private static final List<TypeWords> ALL =
                ServiceLoader.load(TypeWords.class, TypeWords.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        private Known() {}
    }
}
