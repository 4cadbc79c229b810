package io.hindsight.source.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.SourceOrder;
import java.util.Optional;

/** Orders changes by the binlog's file, the event's position in it, and the row in the event. */
public final class BinlogOrder implements SourceOrder {

    @Override
    public Optional<String> changeSeq(int epoch, JsonNode source) {
        if (!source.has("file")) {
            return Optional.empty();
        }
        var row = source.has("row") ? SourceOrder.number(source, "row") : 0;
        return Optional.of(new BinlogOffset(source.path("file").asText(), SourceOrder.number(source, "pos"))
                .changeSeq(epoch, row));
    }
}
