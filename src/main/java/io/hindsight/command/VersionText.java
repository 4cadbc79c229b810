package io.hindsight.command;

import picocli.CommandLine.IVersionProvider;

/** Reads the program's version out of the jar that it runs from. */
public final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    /** {@code Hindsight}, and which one. */
    public static String text() {
        var version = VersionText.class.getPackage().getImplementationVersion();
        return "Hindsight " + (version == null ? "(not packaged)" : version);
    }
}
