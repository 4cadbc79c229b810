package io.hindsight.cases;

class StarRocksOrStandInCasesIT extends Cases {

    @Override
    String warehouse() {
        return "starrocks";
    }
}
