package io.hindsight.warehouse;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** StarRocks' own grammar (3.3), in a class loader of its own: it needs an older ANTLR than the drivers bring. */
public final class StarRocksGrammar {

    private static final Path JARS = Path.of("target", "starrocks-grammar");
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
            var helper = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())
                    .loadClass("io.github.melin.superior.parser.starrocks.StarRocksHelper");
            return MethodHandles.publicLookup()
                    .findStatic(helper, "checkSqlSyntax", MethodType.methodType(void.class, String.class));
        } catch (ReflectiveOperationException | IOException missing) {
            throw new IllegalStateException("no grammar in " + JARS + "; it is put there by mvn test-compile", missing);
        }
    }

    private static URL[] jars() throws IOException {
        try (var files = Files.list(JARS)) {
            return files.map(StarRocksGrammar::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
