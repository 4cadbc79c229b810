package io.hindsight.command.run;

import io.hindsight.settings.InvalidSettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Looks whether the user's own route files are where the settings say, of which Camel says only the file's name. */
final class OwnRoutes {

    private static final String FILE = "file:";

    private OwnRoutes() {}

    /** @throws InvalidSettingsException when a folder isn't there */
    static void check(String routes) {
        Arrays.stream(routes.split(","))
                .map(String::strip)
                .filter(place -> place.startsWith(FILE))
                .map(place -> folder(place.substring(FILE.length())))
                .filter(folder -> !Files.isDirectory(folder))
                .findFirst()
                .ifPresent(missing -> {
                    throw new InvalidSettingsException(List.of("hindsight.routes: there is no folder "
                            + missing.toAbsolutePath().normalize()
                            + "; start the program where it is, or write its whole path"));
                });
    }

    /** What stands before the file's name and before any pattern. */
    private static Path folder(String file) {
        var fixed = file.replaceFirst("[*?].*", "");
        return Path.of(fixed.substring(0, fixed.lastIndexOf('/') + 1));
    }
}
