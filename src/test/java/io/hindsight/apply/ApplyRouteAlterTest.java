package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;

/** What becomes of a batch whose table must first be altered. */
class ApplyRouteAlterTest extends MockedApplyRoute {

    @Test
    void aBatchWithColumnsThatTheTableLacksGoesToBeAlteredAndIsNotCommitted() throws Exception {
        var altering = getMockEndpoint("mock:direct:alter-dw");
        altering.expectedMessageCount(1);
        assertThat(apply(batch(WITH_NAME, 'c')).getException()).isNull();
        altering.assertIsSatisfied();
        assertThat(altering.getExchanges().get(0).getMessage().getBody()).isInstanceOf(TableChange.class);
        assertThat(steps).isEmpty();
    }

    @Test
    void aTableThatCanNotBeAlteredNowWaitsWithItsReasonAndIsFreeForTheNextTry() throws Exception {
        var handled = new NotifyBuilder(context)
                .fromRoute("alter-dw")
                .whenCompleted(1)
                .create();
        var change = batch(WITH_NAME, 'c').read();
        template.sendBody("direct:changes", change);
        assertThat(handled.matches(10, TimeUnit.SECONDS)).isTrue();
        assertThat(table.trouble()).hasValueSatisfying(why -> assertThat(why).contains("away"));
        assertThat(table.beginChange()).as("may be altered").isTrue();
    }

    @Test
    void aTableThatIsBeingAlteredIsNotAlteredTwice() throws Exception {
        var change = batch(WITH_NAME, 'c').read();
        assertThat(change.begin()).isTrue();
        template.sendBody("direct:changes", change);
        assertThat(table.trouble()).as("nobody looked").isEmpty();
        assertThat(table.beginChange()).as("may be altered").isFalse();
    }
}
