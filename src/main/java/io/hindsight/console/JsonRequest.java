package io.hindsight.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads what a client sends to the letter: no other type in a value's place, nothing unknown, nothing behind it. */
final class JsonRequest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // "true" isn't true: what removes everything is meant to the letter
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private JsonRequest() {}

    /** Empty where it is no JSON object of that form, or says null of something. */
    static <T> Optional<T> of(String body, Class<T> form) {
        return object(body)
                .filter(object ->
                        StreamSupport.stream(object.spliterator(), false).noneMatch(JsonNode::isNull))
                .flatMap(object -> {
                    try {
                        return Optional.of(JSON.treeToValue(object, form));
                    } catch (JsonProcessingException otherForm) {
                        return Optional.empty();
                    }
                });
    }

    /** Empty where it is no JSON object. */
    static Optional<JsonNode> object(String body) {
        try {
            return Optional.of(JSON.readTree(body == null ? "" : body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException somethingElse) {
            return Optional.empty();
        }
    }
}
