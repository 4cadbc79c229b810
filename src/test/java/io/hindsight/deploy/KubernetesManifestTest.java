package io.hindsight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** k8s/hindsight.yaml against Kubernetes' own description of its objects, and against the program. */
class KubernetesManifestTest {

    private static final Map<String, Schema> SCHEMAS = Map.of(
            "ConfigMap", V1ConfigMap::validateJsonElement,
            "Secret", V1Secret::validateJsonElement,
            "Deployment", V1Deployment::validateJsonElement,
            "Service", V1Service::validateJsonElement);

    private interface Schema {
        void validate(JsonElement object) throws IOException;
    }

    static List<JsonNode> objects() {
        return YamlFile.documents("k8s/hindsight.yaml");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void kubernetesKnowsEveryField(JsonNode object) throws IOException {
        validate(object);
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        var deployment = object("Deployment");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("readynessProbe", "");
        assertThatThrownBy(() -> validate(deployment)).hasMessageContaining("readynessProbe");
    }

    @Test
    void whatTheDeploymentRefersToIsThere() {
        var pod = object("Deployment").at("/spec/template/spec");
        var container = pod.at("/containers/0");
        assertThat(container.at("/envFrom/0/secretRef/name"))
                .isEqualTo(object("Secret").at("/metadata/name"));
        assertThat(pod.at("/volumes/0/configMap/name"))
                .isEqualTo(object("ConfigMap").at("/metadata/name"));
        assertThat(object("ConfigMap")
                        .path("data")
                        .has(container.at("/volumeMounts/0/subPath").asText()))
                .isTrue();
        assertThat(names(container.path("volumeMounts"))).isEqualTo(names(pod.path("volumes")));
    }

    @Test
    void theDeploymentAndTheServiceFindThePods() {
        var labels = object("Deployment").at("/spec/template/metadata/labels");
        assertThat(object("Deployment").at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(object("Service").at("/spec/selector")).isEqualTo(labels);
    }

    @Test
    void aPodHasNoMoreRightsThanItNeeds() {
        var pod = object("Deployment").at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(pod.at("/containers/0/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
    }

    private static void validate(JsonNode object) throws IOException {
        SCHEMAS.get(object.path("kind").asText()).validate(JsonParser.parseString(object.toString()));
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path("name").asText())
                .toList();
    }

    private static JsonNode object(String kind) {
        return objects().stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
