package io.hindsight.access;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.admin.AclCommand;

/** The users and rights in {@code access/}, given on test servers under other names. */
public final class Grants {

    private Grants() {}

    /** The statements of a file, with words replaced. */
    public static List<String> statements(String file, Map<String, String> words) {
        var text = text(file).replaceAll("(?m)^--.*$", "");
        return Arrays.stream(replaced(text, words).split(";\\s*\\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Runs them in the database, as an administrator. */
    static void give(JdbcServer server, String database, List<String> statements) {
        try (var connection = server.connect(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Does what {@code access/kafka.sh} does, by the class behind Kafka's tool. */
    static void give(KafkaServer kafka, Map<String, String> words) {
        var script = replaced(text("kafka.sh"), words);
        var common = script.lines()
                .filter(line -> line.strip().startsWith("kafka-acls.sh"))
                .findFirst()
                .orElseThrow();
        script.lines()
                .filter(line -> line.startsWith("allow --"))
                .map(line -> common.replace("\"$@\"", line.substring("allow ".length()))
                        .replace("\"$brokers\"", kafka.bootstrapServers())
                        .strip())
                .forEach(Grants::acl);
    }

    /** Does what a command of {@code kafka-acls.sh} does, by the class behind it. */
    static void acl(String command) {
        AclCommand.main(Stream.of(command.split(" +")).skip(1).toArray(String[]::new));
    }

    /** The users that statements make in ClickHouse, as XML: the engine that runs here takes them at its start only. */
    static String clickHouseUsers(List<String> statements) {
        var users = new StringBuilder();
        for (var statement : statements) {
            var user =
                    Pattern.compile("CREATE USER (\\w+) IDENTIFIED BY '(.*)'").matcher(statement);
            if (user.matches()) {
                var granted = statements.stream()
                        .filter(grant -> grant.endsWith(" TO " + user.group(1)))
                        .map(grant -> "<query>" + grant.replaceFirst(" TO \\w+$", "") + "</query>")
                        .collect(Collectors.joining());
                users.append("<%1$s><password><![CDATA[%2$s]]></password><networks><ip>127.0.0.1</ip></networks>"
                                .formatted(user.group(1), user.group(2)))
                        .append("<grants>" + granted + "</grants></" + user.group(1) + ">");
            }
        }
        return users.toString();
    }

    private static String replaced(String text, Map<String, String> words) {
        var result = text;
        for (var word : words.entrySet()) {
            result = result.replaceAll("\\b" + word.getKey() + "\\b", word.getValue());
        }
        return result;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of("access", file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
