package io.hindsight.source.mysql.transaction;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.debezium.connector.binlog.event.EventDataDeserializationExceptionData;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.BinlogOffset;
import org.junit.jupiter.api.Test;

class EventsWithoutRowsTest {
    private static final BinlogOffset PLACE = new BinlogOffset("binlog.000007", 42);

    @Test
    void theServersWordThatChangesAreMissingStopsCapture() {
        var header = new EventHeaderV4();
        header.setEventType(EventType.INCIDENT);
        assertThatThrownBy(() -> EventsWithoutRows.checkIncident(new Event(header, null), PLACE))
                .isInstanceOf(CaptureException.class)
                .hasMessageContainingAll("binlog.000007", "42", "changes are missing", "start-over");
    }

    @Test
    void anEventThatCannotBeReadIsDebeziumsToTell() {
        var header = new EventHeaderV4();
        header.setEventType(EventType.INCIDENT);
        var unreadable = new EventDataDeserializationExceptionData(null);
        assertThatCode(() -> EventsWithoutRows.checkIncident(new Event(header, unreadable), PLACE))
                .doesNotThrowAnyException();
    }
}
