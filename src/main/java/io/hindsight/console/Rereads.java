package io.hindsight.console;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.reread.RereadSpan;
import io.hindsight.capture.reread.RereadText;
import io.hindsight.capture.reread.Rereading.Wish;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.BeanInject;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has spans of the source's log read again, lets them wait or gives them up, as {@code hindsight reread} does. */
public final class Rereads {

    private static final Logger LOG = LoggerFactory.getLogger(Rereads.class);

    /** One that was asked for. @param open whether something is still to come of it @param share from 0 to 1 */
    public record Asked(String id, List<String> tables, String state, boolean open, double share, String text) {}

    /** What is read, or would be. @param id null where it was only asked what would be */
    public record Span(
            @Schema(nullable = true) String id, List<String> tables, String from, String until, long bytes) {}

    /** Does something with what has been asked for. */
    @FunctionalInterface
    private interface Asking<T> {
        T with(Settings settings, Rereadings rereadings) throws SQLException, InterruptedException;
    }

    @BeanInject
    private CamelContext context;

    /** Lists what this instance knows of, in the order in which it was asked for; nothing while its capture is paused. */
    static List<Asked> known(CamelContext context, Settings settings) {
        var rereadings = context.getRegistry().lookupByNameAndType(Rereadings.BEAN, Rereadings.class);
        return rereadings == null ? List.of() : all(settings, rereadings);
    }

    private static List<Asked> all(Settings settings, Rereadings rereadings) {
        return rereadings.all().stream()
                .map(rereading -> {
                    var progress = rereadings.progress(rereading);
                    return new Asked(
                            rereading.id(),
                            names(rereading.tables()),
                            RereadText.state(rereading, progress),
                            !progress.state().isLast(),
                            progress.share(rereading),
                            RereadText.of(settings.source().kind(), rereading, progress));
                })
                .toList();
    }

    private static List<String> names(List<TableName> tables) {
        return tables.stream().map(TableName::toString).toList();
    }

    public List<Asked> list() {
        return with(Rereads::all);
    }

    /** Asks for one, or says what would be read. */
    public Span begin(@Body String body) {
        var request = RereadRequest.of(body);
        return with((settings, rereadings) -> {
            var tables = request.in(settings);
            var log = RereadSpan.log(settings);
            var begin = request.begin(log);
            var end = request.end(log);
            var span = new RereadSpan(settings);
            var from = span.from(begin);
            var until = span.until(end);
            var rereading = span.of(tables, from, until);
            if (!request.dryRun()) {
                rereadings.begin(rereading);
                LOG.info("{} is to be read again, from {} to {}", rereading.names(), from, until);
            }
            return new Span(
                    request.dryRun() ? null : rereading.id(),
                    names(tables),
                    from.toString(),
                    until.toString(),
                    rereading.bytes());
        });
    }

    public List<Asked> pause(@Header("reread") String id) {
        return change(id, Wish.PAUSE);
    }

    public List<Asked> goOn(@Header("reread") String id) {
        return change(id, Wish.GO_ON);
    }

    public List<Asked> end(@Header("reread") String id) {
        return change(id, Wish.END);
    }

    private List<Asked> change(String id, Wish wish) {
        return with((settings, rereadings) -> {
            var rereading = rereadings.find(id).orElseThrow(() -> new Problem(404, "nothing of that id is read again"));
            rereadings.change(rereading, wish);
            LOG.info("reading {} again: {}", rereading.names(), wish);
            return all(settings, rereadings);
        });
    }

    private <T> T with(Asking<T> asking) {
        var settings = ContextSettings.of(context);
        try (var rereadings = new Rereadings(settings)) {
            rereadings.readOn();
            return asking.with(settings, rereadings);
        } catch (InvalidSettingsException refused) {
            throw new Problem(400, refused.getMessage());
        } catch (SQLException | KafkaException | CaptureException away) {
            throw new Problem(503, "it can't be done now: " + FailureText.of(away));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "the program stops");
        }
    }
}
