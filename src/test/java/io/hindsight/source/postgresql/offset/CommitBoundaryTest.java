package io.hindsight.source.postgresql.offset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class CommitBoundaryTest {

    @Test
    void anEngineBeginsWhereTheLastTransactionThatKafkaHasWholeEnds() throws Exception {
        assertThat(rewound("{\"lsn\":170,\"lsn_proc\":168,\"lsn_commit\":150,\"messageType\":\"INSERT\",\"txId\":7}"))
                .isEqualTo("{\"lsn\":150,\"lsn_commit\":150,\"txId\":7}");
    }

    @Test
    void beforeAnyTransactionIsWholeItBeginsWhereTheSlotDoes() throws Exception {
        assertThat(rewound("{\"lsn\":170,\"lsn_proc\":168,\"messageType\":\"INSERT\"}"))
                .isEqualTo("{\"lsn\":1}");
        assertThat(rewound("{\"lsn\":150,\"snapshot\":\"INITIAL\",\"last_snapshot_record\":true,"
                        + "\"snapshot_completed\":true}"))
                .startsWith("{\"lsn\":1,");
    }

    @Test
    void aSnapshotThatIsUnderWayIsTakenAgain() throws Exception {
        var underWay =
                "{\"lsn\":150,\"snapshot\":\"INITIAL\",\"last_snapshot_record\":false,\"snapshot_completed\":false}";
        assertThat(rewound(underWay)).isEqualTo(underWay);
    }

    private static String rewound(String offset) throws Exception {
        var json = (ObjectNode) new ObjectMapper().readTree(offset);
        CommitBoundary.rewind(json);
        return json.toString();
    }
}
