package io.hindsight.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.context.ContextSettings;
import io.hindsight.warehouse.iceberg.Lake;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.GetNamespaceResponse;
import org.apache.iceberg.rest.responses.ListNamespacesResponse;
import org.apache.iceberg.rest.responses.ListTablesResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells engines where a lake's tables and views are, by Iceberg's REST protocol: only to who has logged in, only of the
 * lake's own namespace, and nothing can be changed.
 */
public final class RestCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(RestCatalog.class);
    private static final ObjectMapper JSON = json();

    private static final List<Endpoint> READING = List.of(
            Endpoint.V1_LIST_NAMESPACES,
            Endpoint.V1_LOAD_NAMESPACE,
            Endpoint.V1_LIST_TABLES,
            Endpoint.V1_LOAD_TABLE,
            Endpoint.V1_LIST_VIEWS,
            Endpoint.V1_LOAD_VIEW);

    @BeanInject
    private CamelContext context;

    private static ObjectMapper json() {
        var json = JsonMapper.builder()
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .build();
        RESTSerializers.registerAll(json);
        return json;
    }

    /** What may be asked, and what a reader must be told of the storage. */
    public void config(Exchange exchange) {
        answer(exchange, lake -> ConfigResponse.builder()
                .withDefaults(lake.storage())
                .withEndpoints(READING)
                .build());
    }

    /** The one namespace. */
    public void namespaces(Exchange exchange) {
        answer(
                exchange,
                lake -> ListNamespacesResponse.builder().add(lake.namespace()).build());
    }

    public void namespace(Exchange exchange) {
        answer(exchange, lake -> GetNamespaceResponse.builder()
                .withNamespace(namespace(exchange, lake))
                .build());
    }

    public void tables(Exchange exchange) {
        answer(exchange, lake -> CatalogHandlers.listTables(lake.catalog(), namespace(exchange, lake)));
    }

    public void table(Exchange exchange) {
        answer(
                exchange,
                lake -> CatalogHandlers.loadTable(lake.catalog(), name(exchange, "table", lake), SnapshotMode.ALL));
    }

    public void views(Exchange exchange) {
        answer(exchange, lake -> {
            var namespace = namespace(exchange, lake);
            return lake.catalog() instanceof ViewCatalog views
                    ? CatalogHandlers.listViews(views, namespace)
                    : ListTablesResponse.builder().build();
        });
    }

    public void view(Exchange exchange) {
        answer(exchange, lake -> {
            var name = name(exchange, "view", lake);
            if (lake.catalog() instanceof ViewCatalog views) {
                return CatalogHandlers.loadView(views, name);
            }
            throw new NoSuchViewException("the lake's catalog has no views");
        });
    }

    private static TableIdentifier name(Exchange exchange, String what, Lake lake) {
        return TableIdentifier.of(
                namespace(exchange, lake), exchange.getMessage().getHeader(what, String.class));
    }

    private static Namespace namespace(Exchange exchange, Lake lake) {
        var asked =
                exchange.getMessage().getHeader("namespace", "", String.class).replace("%1F", "\u001F");
        if (!String.join("\u001F", lake.namespace().levels()).equals(asked)) {
            throw new NoSuchNamespaceException("the lake's namespace is %s", lake.namespace());
        }
        return lake.namespace();
    }

    private void answer(Exchange exchange, Function<Lake, Object> question) {
        var settings = ContextSettings.of(context);
        var asked = exchange.getMessage().getHeader("warehouse", String.class);
        var lake = settings.warehouses().stream()
                .filter(warehouse -> warehouse.name().equals(asked))
                .flatMap(warehouse -> warehouse.lake().stream())
                .findFirst();
        if (!settings.http().hasLogin()) {
            refuse(
                    exchange,
                    403,
                    "ForbiddenException",
                    "the catalog is read by who has logged in: set hindsight.http.password");
        } else if (lake.isEmpty()) {
            refuse(exchange, 404, "NotFoundException", "no lake is declared by that name");
        } else {
            answer(exchange, question, lake.get());
        }
    }

    private static void answer(Exchange exchange, Function<Lake, Object> question, Lake lake) {
        try {
            say(exchange, 200, question.apply(lake));
        } catch (NoSuchTableException | NoSuchViewException | NoSuchNamespaceException none) {
            refuse(exchange, 404, none.getClass().getSimpleName(), none.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("the lake's catalog doesn't answer: {}", failure.getClass().getName());
            LOG.debug("the lake's catalog doesn't answer", failure);
            refuse(exchange, 503, "ServiceUnavailableException", "the lake's catalog doesn't answer");
        }
    }

    private static void refuse(Exchange exchange, int status, String type, String message) {
        say(exchange, status, Map.of("error", Map.of("message", message, "type", type, "code", status)));
    }

    private static void say(Exchange exchange, int status, Object answer) {
        try {
            var text = JSON.writeValueAsString(answer);
            var message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
