package io.hindsight.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Writes a key as a word that can stand in an address: it says where the next page begins. */
final class Cursor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Cursor() {}

    static String of(List<String> key) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(key));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<String> key(String cursor) {
        try {
            var key = JSON.readValue(Base64.getUrlDecoder().decode(cursor), new TypeReference<List<String>>() {});
            if (key != null && key.stream().allMatch(Objects::nonNull)) {
                return key;
            }
        } catch (IllegalArgumentException | IOException wrong) {
            // said below
        }
        throw new Problem(400, "after: that is no place in this table; take it from the page before");
    }
}
