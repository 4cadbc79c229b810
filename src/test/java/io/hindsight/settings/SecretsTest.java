package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret, however it is spelled. */
class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "hindsight.source.password x",
                "HINDSIGHT.SOURCE.PASSWORD x",
                "hindsight.kafka.properties.sasl.jaas.config x",
                "hindsight.kafka.properties.ssl.key.password x",
                "hindsight.kafka.properties.ssl.keystore.key x",
                "hindsight.kafka.properties.sasl.oauthbearer.assertion.private.key.passphrase x",
                "hindsight.warehouse.lake.catalog.s3.secret-access-key x",
                "hindsight.warehouse.lake.catalog.s3.session-token x",
                "hindsight.warehouse.lake.catalog.credential id:x",
                "hindsight.openlineage.transport.auth.apiKey x",
                "hindsight.warehouse.lake.catalog.uri https://id:x@catalog/",
                "hindsight.warehouse.sr.kafka sasl.username:me,sasl.password:x",
                "hindsight.warehouse.dw.url jdbc:postgresql://h/dw?user=me&password=x",
                "hindsight.warehouse.dw.url jdbc:clickhouse://me:x@h/dw",
                "hindsight.warehouse.dw.url jdbc:mysql://me%3Ax@h/dw",
                "hindsight.warehouse.dw.url jdbc:mysql://h/dw?trustCertificateKeyStorePassword=x"
            })
    void itIsRefusedAmongArguments(String key, String value) {
        assertThat(Secrets.areIn(key, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "hindsight.source.password-file /run/secrets/mysql",
                "hindsight.source.username me",
                "hindsight.warehouse.dw.url jdbc:postgresql://h/dw?sslmode=verify-full",
                "hindsight.warehouse.lake.url s3://lake/histories",
                "hindsight.kafka.brokers a:9092,b:9092",
                "hindsight.table.users.mask password:hash",
                "hindsight.table.users.rename password:password_hash"
            })
    void theRestIsNot(String key, String value) {
        assertThat(Secrets.areIn(key, value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No suitable driver found for jdbc:clickhous://h/dw?password=planted",
                "Unable to parse URL jdbc:postgresql://me:planted@h/dw",
                "cannot reach jdbc:mysql://h/dw?user=me&PASSWORD=planted&x=1",
                "login with sasl.password:planted failed",
                "ScramLoginModule required username=\"me\" password=\"planted\";",
                "https://id:planted@catalog/v1 says no",
                "credential=id:planted"
            })
    void whatOthersSayHasNoneInIt(String text) {
        assertThat(Secrets.hidden(text)).contains("***").doesNotContain("planted");
    }

    @Test
    void otherWordsStay() {
        var words = "password authentication failed for user \"me\"; host:5432, a@b; write for example"
                + " hindsight.source.password={{env:MYSQL_PASSWORD}}, or hindsight.source.password-file=FILE: then it is read";
        assertThat(Secrets.hidden(words)).isEqualTo(words);
    }

    @Test
    void whatIsSetTellsNone() {
        var settings = new TreeMap<String, String>();
        for (var secret : List.of(
                "source.password",
                "kafka.password",
                "http.password",
                "hawtio.password",
                "mask.secret",
                "warehouse.dw.password",
                "warehouse.dw.ddl-password",
                "warehouse.lake.catalog.s3.secret-access-key",
                "warehouse.lake.catalog.credential",
                "warehouse.lake.catalog.jdbc.password",
                "kafka.properties.ssl.key.password",
                "kafka.properties.sasl.jaas.config")) {
            settings.put("hindsight." + secret, "planted-planted-planted-planted");
        }
        settings.put("hindsight.kafka.username", "me");
        settings.put("hindsight.source.kind", "postgresql");
        settings.put("hindsight.source.database", "shop");
        settings.put("hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw?password=planted");
        settings.put("hindsight.warehouse.dw.ddl-username", "maker");
        settings.put("hindsight.warehouse.lake.url", "s3://lake/histories");
        settings.put("hindsight.warehouse.lake.catalog.type", "rest");
        settings.put("hindsight.table.notes.source", "shop.notes");
        var read = Settings.of(settings);
        assertThat(Stream.concat(
                                Stream.of(read, read.source(), read.kafka(), read.http(), read.hawtio()),
                                read.warehouses().stream()
                                        .flatMap(one -> Stream.of(
                                                one,
                                                one.ddl(),
                                                one.lake().map(String::valueOf).orElse(""))))
                        .map(String::valueOf))
                .allSatisfy(words -> assertThat(words).doesNotContain("planted"));
    }
}
