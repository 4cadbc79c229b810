package io.hindsight.cases;

class PostgreSqlCasesIT extends Cases {

    @Override
    String warehouse() {
        return "postgres";
    }
}
