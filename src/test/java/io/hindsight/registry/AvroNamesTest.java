package io.hindsight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroNamesTest {

    @Test
    void whatAvroTakesStaysAsItIs() {
        assertThat(AvroNames.of("order_Id2")).isEqualTo("order_Id2");
        assertThat(AvroNames.of("größe in cm")).isEqualTo("gr_u00f6_u00dfe_u0020in_u0020cm");
        assertThat(AvroNames.of("2nd")).isEqualTo("_2nd");
    }

    @Property
    void avroTakesAnyName(@ForAll String name) {
        assertThat(Schema.createRecord(AvroNames.of(name), null, null, false).getName())
                .isEqualTo(AvroNames.of(name));
    }

    @Property
    void noNameIsTakenTwice(@ForAll Set<String> taken, @ForAll String name) {
        assertThat(taken).doesNotContain(AvroNames.of(name, taken));
    }
}
