package io.hindsight.source.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.SourceOrder;
import java.util.Optional;

/** Orders changes by the binlog's file, the event's position in it, and the row in the event. */
public final class BinlogOrder implements SourceOrder {

    @Override
    public Optional<String> changeSeq(int epoch, JsonNode source) {
        return source.has("file")
                ? Optional.of(new BinlogOffset(
                                source.path("file").asText(), source.path("pos").asLong(-1))
                        .changeSeq(epoch, source.path("row").asLong(0)))
                : Optional.empty();
    }
}
