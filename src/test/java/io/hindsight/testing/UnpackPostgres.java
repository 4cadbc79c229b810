package io.hindsight.testing;

/** A program that needs PostgreSQL's files, for tests of several that need them at once. */
final class UnpackPostgres {
    private UnpackPostgres() {}

    public static void main(String[] arguments) {
        System.out.println(PostgresFiles.directory());
    }
}
