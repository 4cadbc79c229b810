package io.hindsight.warehouse;

import java.lang.reflect.InvocationTargetException;

/** Trino's own grammar (435, the last that Java 17 reads). */
public final class TrinoGrammar {

    private TrinoGrammar() {}

    /** Fails, with the place, where Trino couldn't read the statement. */
    public static void parse(String sql) {
        try {
            var parser = GrammarJars.load("trino-grammar", "io.trino.sql.parser.SqlParser");
            parser.getMethod("createStatement", String.class)
                    .invoke(parser.getConstructor().newInstance(), sql);
        } catch (InvocationTargetException refused) {
            throw new AssertionError(refused.getCause().getMessage() + "\n" + sql, refused.getCause());
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
