package io.hindsight.testing;

import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A catalog that is written through Iceberg's REST protocol: the servlet that Iceberg tests its own client with. */
public final class RestCatalogServer implements AutoCloseable {

    private final JdbcCatalog catalog = new JdbcCatalog();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** Starts one over Iceberg's JDBC catalog, which takes these properties. */
    public RestCatalogServer(Map<String, String> properties) throws Exception {
        catalog.initialize("catalog", properties);
        var context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog))), "/*");
        server.setHandler(context);
        connector.setHost(io.hindsight.testing.Server.HOST);
        server.addConnector(connector);
        server.start();
    }

    public String uri() {
        return "http://" + connector.getHost() + ":" + connector.getLocalPort();
    }

    /** What it has. */
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public void close() throws Exception {
        server.stop();
        catalog.close();
    }
}
