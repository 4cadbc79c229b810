package io.hindsight.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the program is made of, by the list of it that the build puts into the jar. Works without a network. */
class AuditTest {

    /** Of a component with several licences, one is enough: they are offered for choice. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "CDDL-1.0",
            "CDDL-1.1",
            "EPL-1.0",
            "EPL-2.0",
            "LGPL-2.1-or-later",
            "MIT",
            "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)",
            // lets programs of any open licence be shipped with it
            "The GNU General Public License, v2 with Universal FOSS Exception, v1.0");

    private static final String DATED = "# Looked through on ";

    private static final List<JsonNode> COMPONENTS = components();

    @BeforeAll
    static void thereIsAList() {
        assumeFalse(COMPONENTS.isEmpty(), "this build has made no list of libraries: Maven is offline");
    }

    @Test
    void everyLibraryIsInTheList() {
        assertThat(COMPONENTS)
                .extracting(AuditTest::name)
                .contains("org.apache.camel:camel-main", "io.debezium:debezium-connector-mysql")
                .doesNotContain("org.junit.jupiter:junit-jupiter-api", "net.jqwik:jqwik-api");
    }

    @Test
    void everyLibraryIsAReleaseWithAChecksum() {
        assertThat(COMPONENTS.stream()
                        .filter(component -> component.path("version").asText().contains("SNAPSHOT")
                                || !component
                                        .path("hashes")
                                        .findValuesAsText("alg")
                                        .contains("SHA-256"))
                        .map(AuditTest::name))
                .isEmpty();
    }

    @Test
    void everyLicenceIsOneThatMayBeShipped() {
        assertThat(COMPONENTS.stream()
                        .filter(component -> Collections.disjoint(licences(component), LICENCES))
                        .map(component -> name(component) + " " + licences(component)))
                .isEmpty();
    }

    @Test
    void noLibraryHasAFaultThatIsKnownHere() throws IOException {
        var refused = resource("/audit/refused.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 3))
                .toList();
        assertThat(refused).isNotEmpty();
        assertThat(refused.stream().flatMap(entry -> COMPONENTS.stream()
                        .filter(component -> name(component).equals(entry[0]))
                        .filter(component -> isBefore(component.path("version").asText(), entry[1]))
                        .map(component -> name(component) + " "
                                + component.path("version").asText() + ": " + entry[2])))
                .as("raise it in pom.xml")
                .isEmpty();
    }

    /** A release is looked through anew: a list of half a year ago says little of the libraries of today. */
    @Test
    void theListIsRenewedForARelease() throws IOException {
        var date = resource("/audit/refused.txt")
                .lines()
                .filter(line -> line.startsWith(DATED))
                .map(line -> LocalDate.parse(line.substring(DATED.length())))
                .findFirst()
                .orElseThrow();
        var version = new ObjectMapper()
                .readTree(resource("/META-INF/sbom/hindsight.cdx.json"))
                .at("/metadata/component/version")
                .asText();
        assertThat(version).isNotEmpty();
        assertThat(isTooOld(version, date, LocalDate.now()))
                .as("look through refused.txt, and write the day into it")
                .isFalse();
    }

    @Test
    void aListIsTooOldForAReleaseAfterAMonth() {
        var today = LocalDate.parse("2026-11-29");
        assertThat(isTooOld("1.0.0", today.minusDays(31), today)).isTrue();
        assertThat(isTooOld("1.0.0", today.minusDays(30), today)).isFalse();
        assertThat(isTooOld("1.0.0-SNAPSHOT", today.minusYears(1), today)).isFalse();
    }

    private static boolean isTooOld(String version, LocalDate list, LocalDate today) {
        return !version.endsWith("-SNAPSHOT") && list.isBefore(today.minusDays(30));
    }

    @Test
    void versionsAreCompared() {
        assertThat(isBefore("4.1.105.Final", "4.1.118.Final")).isTrue();
        assertThat(isBefore("4.1.118.Final", "4.1.118.Final")).isFalse();
        assertThat(isBefore("3.9", "3.10")).isTrue();
        assertThat(isBefore("2.19.4", "2.13.5")).isFalse();
    }

    private static boolean isBefore(String version, String other) {
        var left = numbers(version);
        var right = numbers(other);
        return Arrays.compare(left, right) < 0;
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("[.-]"))
                .takeWhile(part -> part.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText();
    }

    private static Set<String> licences(JsonNode component) {
        var licences = new TreeSet<String>();
        for (var licence : component.path("licenses")) {
            licences.add(licence.path("expression").asText());
            licences.add(licence.path("license").path("id").asText());
            licences.add(licence.path("license").path("name").asText());
        }
        return licences;
    }

    private static List<JsonNode> components() {
        if (AuditTest.class.getResource("/META-INF/sbom/hindsight.cdx.json") == null) {
            return List.of();
        }
        try {
            var list = new ObjectMapper().readTree(resource("/META-INF/sbom/hindsight.cdx.json"));
            return StreamSupport.stream(list.path("components").spliterator(), false)
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = AuditTest.class.getResourceAsStream(name)) {
            assertThat(stream)
                    .as(name + ", which Maven's phase process-resources makes")
                    .isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
