package io.hindsight.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.SourceKind;
import io.hindsight.source.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What newer servers than those of the tests may be set to. */
class BinlogCheckTest {

    private static final String SERVER = "3E11FA47-71CA-11E1-9E33-C80AA9429562";

    @Test
    void gtidsWithTagsAreRefused() {
        assertThat(BinlogCheck.of(Map.of("gtid_executed", SERVER + ":1-9:NIGHTLY:1-3"), SourceKind.MYSQL))
                .extracting(Finding::what)
                .singleElement()
                .asString()
                .contains("gtid_executed has GTIDs with tags");
        assertThat(BinlogCheck.of(
                        Map.of("gtid_executed", SERVER + ":1-9:11,\n" + SERVER.replace('3', '4') + ":1"),
                        SourceKind.MYSQL))
                .isEmpty();
        assertThat(BinlogCheck.of(Map.of("gtid_executed", ""), SourceKind.MYSQL))
                .isEmpty();
    }

    @Test
    void aBinlogThatSaysLittleOfColumnsIsAdvisedAgainst() {
        assertThat(BinlogCheck.of(Map.of("binlog_row_metadata", "MINIMAL"), SourceKind.MYSQL))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
                    assertThat(finding.cure()).contains("binlog_row_metadata = FULL");
                });
        assertThat(BinlogCheck.of(Map.of("binlog_row_metadata", "FULL"), SourceKind.MYSQL))
                .isEmpty();
    }

    @Test
    void aBinlogThatIsNoFilesIsRefused() {
        assertThat(BinlogCheck.of(Map.of("binlog_storage_engine", "INNODB"), SourceKind.MARIADB))
                .extracting(Finding::what)
                .containsExactly("binlog_storage_engine is INNODB: capture reads a binlog in files");
        assertThat(BinlogCheck.of(Map.of("binlog_storage_engine", ""), SourceKind.MARIADB))
                .isEmpty();
    }
}
