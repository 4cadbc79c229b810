package io.hindsight.hawtio;

import io.hindsight.http.Visitor;
import io.hindsight.settings.HawtioSettings;
import io.hindsight.settings.Loopback;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before Hawtio and its Jolokia: a page of another site, or of another port of this machine, can't use a session
 * of a user's. Reading isn't excepted, for a route can be stopped by GET.
 */
final class HawtioGuard extends Handler.Wrapper {

    private final Set<String> entrances;
    private final boolean hasOwnNames;

    HawtioGuard(Handler behind, Set<String> entrances, HawtioSettings settings) {
        super(behind);
        this.entrances = entrances;
        this.hasOwnNames = Loopback.is(settings.host());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isLetIn(request)) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
        return true;
    }

    private boolean isLetIn(Request request) {
        var headers = request.getHeaders();
        var host = headers.get(HttpHeader.HOST);
        if (hasOwnNames && (host == null || !Visitor.asksThisMachine(host))) {
            return false;
        }
        // a link of another page may lead there
        var isEntered = "GET".equals(request.getMethod())
                && entrances.contains(request.getHttpURI().getPath());
        return isEntered
                || !isOfNobody(request)
                        && !Visitor.isOfAnotherSite(headers.get("Sec-Fetch-Site"), origin(request), host);
    }

    /** An older browser's, for an image of a page that keeps its address to itself; a program logs in each time. */
    private static boolean isOfNobody(Request request) {
        var headers = request.getHeaders();
        return headers.contains(HttpHeader.COOKIE)
                && !headers.contains(HttpHeader.AUTHORIZATION)
                && !headers.contains("Sec-Fetch-Site")
                && origin(request) == null;
    }

    /** Of a request without an Origin, such as that of an image, the page that it is in. */
    private static String origin(Request request) {
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        var referer = request.getHeaders().get(HttpHeader.REFERER);
        return origin != null || referer == null ? origin : referer.replaceFirst("^(https?://[^/]*).*", "$1");
    }
}
