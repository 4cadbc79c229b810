package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two libraries that MySQL takes from Debian; root gets them installed, anybody else is told the command. */
final class MySqlLibraries {
    private static final Map<String, String> PACKAGES = Map.of("libaio.so.1", "libaio1", "libnuma.so.1", "libnuma1");
    private static final String INSTALL = "apt-get update && apt-get install -y ";

    private MySqlLibraries() {}

    static void ensure(Path mysqld, Path log) {
        List<String> missing = missing(mysqld, log);
        if (missing.isEmpty()) {
            return;
        }
        String install = INSTALL + String.join(" ", missing);
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IllegalStateException("MySQL lacks libraries of the system; as root run: " + install);
        }
        System.out.println("MySQL lacks libraries of the system, installing them: " + install);
        Command.run(List.of("sh", "-c", "export DEBIAN_FRONTEND=noninteractive; " + install), log);
        List<String> stillMissing = missing(mysqld, log);
        if (!stillMissing.isEmpty()) {
            throw new IllegalStateException("MySQL still lacks what should have come with " + stillMissing);
        }
    }

    private static List<String> missing(Path mysqld, Path log) {
        Path output = log.resolveSibling("libraries.txt");
        try {
            Files.deleteIfExists(output);
            Command.run(List.of("ldd", mysqld.toString()), output);
            List<String> packages = new ArrayList<>();
            for (String line : Files.readAllLines(output)) {
                if (line.contains("not found")) {
                    String library = line.strip().split(" ")[0];
                    packages.add(PACKAGES.getOrDefault(library, library));
                }
            }
            return packages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
