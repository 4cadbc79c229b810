package io.hindsight.console;

import io.swagger.v3.oas.annotations.media.Schema;
import org.apache.camel.Body;

/** Is what a client sends where there is nothing to say; anything but a JSON object is its {@link Problem}. */
@Schema(type = "object")
public final class EmptyObject {

    public void check(@Body String body) {
        if (JsonRequest.object(body).isEmpty()) {
            throw new Problem(400, "send an empty JSON object: {}");
        }
    }
}
