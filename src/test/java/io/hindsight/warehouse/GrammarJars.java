package io.hindsight.warehouse;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Engines' own grammars, each in a class loader of its own: they need another ANTLR than the drivers bring. */
final class GrammarJars {

    private GrammarJars() {}

    /** Loads a class out of the jars of a directory in target. */
    static Class<?> load(String directory, String name) {
        var jars = Path.of("target", directory);
        try (var files = Files.list(jars)) {
            var urls = files.map(GrammarJars::url).toArray(URL[]::new);
            return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()).loadClass(name);
        } catch (ReflectiveOperationException | IOException missing) {
            throw new IllegalStateException("no grammar in " + jars + "; it is put there by mvn test-compile", missing);
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
