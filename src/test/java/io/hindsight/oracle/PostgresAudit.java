package io.hindsight.oracle;

/** An {@link AuditedTable} in PostgreSQL's words: there an UPDATE that changes nothing is a change too. */
public final class PostgresAudit {

    private static final String OPERATION =
            "INSERT INTO %s (op, k, n, t) VALUES ('%s', %3$s.%4$s, %3$s.%5$s, md5(%3$s.%6$s));";

    private final AuditedTable table;
    private final String name;

    private PostgresAudit(AuditedTable table) {
        this.table = table;
        this.name = quoted(table.name());
    }

    /** As PostgreSQL reads an identifier. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** What makes the table, with a first row for the snapshot to read. */
    public static String[] statements(AuditedTable table) {
        return new PostgresAudit(table).all();
    }

    private String[] all() {
        var audit = table.audit();
        return new String[] {
            "CREATE TABLE %s (%s INT PRIMARY KEY, %s INT NOT NULL, %s TEXT)"
                    .formatted(name, quoted(table.key()), quoted(table.number()), quoted(table.text())),
            "CREATE TABLE %s (seq BIGSERIAL PRIMARY KEY, op CHAR(1), k INT, n INT, t CHAR(32))".formatted(audit),
            "CREATE FUNCTION %1$s_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %2$s RETURN NULL; END $$"
                    .formatted(audit, body()),
            "CREATE TRIGGER %1$s AFTER INSERT OR UPDATE OR DELETE ON %2$s FOR EACH ROW EXECUTE FUNCTION %1$s_write()"
                    .formatted(audit, name),
            "INSERT INTO %s VALUES (-1, 0, 'never changed')".formatted(name),
            "UPDATE %s SET op = 'r'".formatted(audit)
        };
    }

    private String body() {
        return "IF TG_OP = 'INSERT' THEN %s ELSIF TG_OP = 'DELETE' THEN %s ELSIF OLD.%s <> NEW.%3$s THEN %2$s %1$s ELSE %4$s END IF;"
                .formatted(wrote("c", "NEW"), wrote("d", "OLD"), quoted(table.key()), wrote("u", "NEW"));
    }

    private String wrote(String op, String image) {
        return OPERATION.formatted(
                table.audit(), op, image, quoted(table.key()), quoted(table.number()), quoted(table.text()));
    }
}
