package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hindsight init} writes for a source can be run, and says why a table isn't in it. */
class InitIT {

    private static final String PASSWORD = "hindsight.source.password";

    private final String name = Unique.name("init");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var server = TestServers.mySql();
        System.setProperty(PASSWORD, server.password());
        try {
            return Hindsight.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
        } finally {
            System.clearProperty(PASSWORD);
        }
    }

    private static String source() {
        var server = TestServers.mySql();
        return "mysql://" + server.username() + "@" + server.host() + ":" + server.port();
    }

    @Test
    void eachDatabaseIsAPatternWithoutWhatCannotBeFollowed(@TempDir Path directory) throws IOException {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE DATABASE " + name + "_2",
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".log (line TEXT)",
                        "CREATE VIEW " + name + ".names AS SELECT id FROM " + name + ".orders",
                        "CREATE TABLE " + name + "_2.orders (id INT PRIMARY KEY)");
        var file = directory.resolve("my.properties");
        assertThat(run("init", source(), "--output", file.toString()))
                .as(err.toString())
                .isZero();

        var text = Files.readString(file);
        assertThat(text)
                .contains("hindsight.tables." + name + ".source=" + name + ".*\n")
                .contains("hindsight.tables." + name + ".exclude=log, _*_gho")
                .containsPattern("# not " + name + "\\.log: table " + name + "\\.log has no primary key; declare .*key")
                .contains("hindsight.tables." + name + "_2.name={database}_{table}\n")
                .doesNotContain(
                        "names",
                        "hindsight.source.password=" + TestServers.mySql().password());
        var declared = Settings.of(read(text)).declared();
        declared.add(new TableName(name, "orders"));
        declared.add(new TableName(name, "log"));
        declared.add(new TableName(name + "_2", "orders"));
        assertThat(declared.refused()).isEmpty();
        assertThat(declared.all())
                .extracting(TableDeclaration::name)
                .containsExactlyInAnyOrder(name + "_orders", name + "_2_orders");
        assertThat(run("init", source(), "--output", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
    }

    @Test
    void aPasswordAmongTheArgumentsIsRefusedUnsaid() {
        assertThat(run("init", "mysql://hindsight:hush@localhost")).isEqualTo(2);
        assertThat(err.toString()).contains("HINDSIGHT_SOURCE_PASSWORD").doesNotContain("hush");
        assertThat(run("init", "oracle://hindsight@localhost")).isEqualTo(2);
        assertThat(err.toString()).contains("oracle:… is no source; write mysql or mariadb or postgresql:");
    }

    private static TreeMap<String, String> read(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }
}
