package io.hindsight.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Java's archive of the classes that Kafka loads, with which a broker starts in half the time; a first broker leaves it behind. */
final class KafkaClasses {
    private static final String ARCHIVE = "kafka.jsa";

    private KafkaClasses() {}

    /** The command of a broker with that configuration. */
    static List<String> broker(Path configuration) {
        return command(
                "-XX:SharedArchiveFile=" + archive(),
                // begins with what the archive was made with
                ChildJvm.jarsFirst(),
                KafkaMain.class,
                configuration.toString());
    }

    private static Path archive() {
        int jars = Objects.hash(ChildJvm.jars(), System.getProperty("java.vm.version"));
        return MadeOnce.directory("kafka-classes-%08x".formatted(jars), KafkaClasses::make)
                .resolve(ARCHIVE);
    }

    private static void make(Path directory) throws IOException {
        Path home = Files.createTempDirectory("kafka-classes");
        KafkaServer.runOnce(home, configuration -> {
            Command.run(
                    command(
                            "-Xshare:auto",
                            ChildJvm.jars(),
                            StorageTool.class,
                            "format",
                            "--config",
                            configuration.toString(),
                            "--cluster-id",
                            KafkaMain.CLUSTER_ID),
                    home.resolve("format.log"));
            return command(
                    "-XX:ArchiveClassesAtExit=" + directory.resolve(ARCHIVE),
                    ChildJvm.jars(),
                    Kafka.class,
                    configuration.toString());
        });
        Directories.delete(home);
    }

    private static List<String> command(String sharing, String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ChildJvm.home().resolve("bin/java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                sharing,
                "-Dlogback.configurationFile=" + KafkaClasses.class.getResource("kafka-logback.xml"),
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
