package io.hindsight.hawtio;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/** Bounds what is read of a login; of any other question nothing is read before there was one. */
final class LoginSizeLimit extends SizeLimitHandler {

    private static final String PATH = "/auth/login";
    private static final long LARGEST = 10_000;

    LoginSizeLimit(Handler webApp) {
        super(LARGEST, -1);
        setHandler(webApp);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return Request.getPathInContext(request).endsWith(PATH)
                ? super.handle(request, response, callback)
                : getHandler().handle(request, response, callback);
    }
}
