package io.hindsight.warehouse;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** StarRocks' own grammar (3.3). */
public final class StarRocksGrammar {

    private static final MethodHandle CHECK = check();

    private StarRocksGrammar() {}

    /** Fails, with the place, where StarRocks couldn't read, or would refuse by its rules, the statement; its parameters are question marks. */
    public static void parse(String sql) {
        try {
            CHECK.invoke(sql);
        } catch (Throwable refused) {
            throw new AssertionError(refused.getMessage() + "\n" + sql, refused);
        }
        StarRocksRules.check(sql);
    }

    private static MethodHandle check() {
        try {
            var helper =
                    GrammarJars.load("starrocks-grammar", "io.github.melin.superior.parser.starrocks.StarRocksHelper");
            return MethodHandles.publicLookup()
                    .findStatic(helper, "checkSqlSyntax", MethodType.methodType(void.class, String.class));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
