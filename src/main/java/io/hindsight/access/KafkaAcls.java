package io.hindsight.access;

import io.hindsight.settings.RoleSettings;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the commands that let a role's users read its tables' topics, for Kafka's own {@code kafka-acls.sh}. */
record KafkaAcls(Settings settings) {

    /** The commands, one a line; none for a role that has no users there. */
    String commands(RoleSettings role) {
        if (role.kafkaUsers().isEmpty()) {
            return "";
        }
        var topics = settings.tables().stream()
                .filter(table -> role.tables().contains(table.name()))
                .map(this::topic)
                .distinct()
                .map(topic -> "--operation Read --topic " + quoted(topic));
        return Stream.concat(
                        topics,
                        Stream.of("--operation Read --group " + quoted(role.name())
                                + " --resource-pattern-type prefixed"))
                .map(what -> allow(role) + what)
                .collect(Collectors.joining("\n"));
    }

    private String topic(TableDeclaration table) {
        return table.topic(settings.name());
    }

    private String allow(RoleSettings role) {
        return "kafka-acls.sh --bootstrap-server " + quoted(settings.kafka().brokers()) + " --add "
                + role.kafkaUsers().stream()
                        .map(user -> "--allow-principal " + quoted("User:" + user) + " ")
                        .collect(Collectors.joining());
    }

    /** As a shell takes it to the letter. */
    private static String quoted(String text) {
        return text.matches("[\\w.:,/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
