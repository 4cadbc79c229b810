package io.hindsight.source.postgresql.value;

import io.debezium.data.Enum;
import io.debezium.data.Json;
import io.debezium.data.Uuid;
import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import io.hindsight.source.postgresql.PostgresWords;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Reads the text of one type's values.
 *
 * @param nothing a value of the schema's type
 */
record ValueText(Supplier<SchemaBuilder> made, Function<String, Object> read, Object nothing) {

    private static final int MILLISECONDS = 3;

    static ValueText of(PostgresWords words) {
        return switch (words.name()) {
            case "bool" -> new ValueText(SchemaBuilder::bool, ValueText::truth, false);
            case "int2" -> new ValueText(SchemaBuilder::int16, Short::valueOf, (short) 0);
            case "int4" -> new ValueText(SchemaBuilder::int32, Integer::valueOf, 0);
            case "int8", "oid" -> new ValueText(SchemaBuilder::int64, Long::valueOf, 0L);
            case "float4" -> new ValueText(SchemaBuilder::float32, Float::valueOf, 0f);
            case "float8" -> new ValueText(SchemaBuilder::float64, Double::valueOf, 0d);
            case "money" -> new ValueText(SchemaBuilder::string, ValueText::money, "");
            case "date" -> new ValueText(Date::builder, TimeText::date, 0);
            case "time" -> new ValueText(MicroTime::builder, TimeText::time, 0L);
            case "timestamp" -> words.precision() <= MILLISECONDS
                    ? new ValueText(Timestamp::builder, TimeText::millis, 0L)
                    : new ValueText(MicroTimestamp::builder, TimeText::micros, 0L);
            case "timestamptz" -> new ValueText(ZonedTimestamp::builder, TimeText::moment, "");
            case "bytea" -> new ValueText(SchemaBuilder::bytes, ValueText::bytes, ByteBuffer.allocate(0));
            case "json", "jsonb" -> new ValueText(Json::builder, text -> text, "");
            case "uuid" -> new ValueText(Uuid::builder, text -> text, "");
            case PostgresWords.ENUM -> new ValueText(() -> Enum.builder(""), text -> text, "");
            default -> new ValueText(SchemaBuilder::string, text -> text, "");
        };
    }

    SchemaBuilder schema() {
        return made.get();
    }

    Object value(String text) {
        return read.apply(text);
    }

    private static Object truth(String text) {
        return text.startsWith("t");
    }

    /** As the locale C has it: {@code -$1,234.50}. */
    private static Object money(String text) {
        return text.replaceAll("[$,]", "");
    }

    private static Object bytes(String text) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(text, 2, text.length()));
    }
}
