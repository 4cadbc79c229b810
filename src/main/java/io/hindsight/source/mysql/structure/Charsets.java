package io.hindsight.source.mysql.structure;

/** How many bytes a character takes in the servers' character sets, at most and at least. */
final class Charsets {

    private Charsets() {}

    static int widest(String charset) {
        return switch (charset == null ? "" : charset) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8mb3", "ujis", "eucjpms" -> 3;
            case "ucs2", "big5", "gbk", "sjis", "cp932", "euckr", "gb2312" -> 2;
            default -> 1;
        };
    }

    static int narrowest(String charset) {
        return switch (charset == null ? "" : charset) {
            case "ucs2", "utf16", "utf16le" -> 2;
            case "utf32" -> 4;
            default -> 1;
        };
    }
}
