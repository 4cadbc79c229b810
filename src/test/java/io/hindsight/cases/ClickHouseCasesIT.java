package io.hindsight.cases;

class ClickHouseCasesIT extends Cases {

    @Override
    String warehouse() {
        return "clickhouse";
    }
}
