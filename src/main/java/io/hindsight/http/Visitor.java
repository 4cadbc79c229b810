package io.hindsight.http;

import java.util.regex.Pattern;

/** Tells by a request's headers whose page sent it, and by what name this machine was asked. */
public final class Visitor {

    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private Visitor() {}

    /** Whether the machine was asked by one of its own names; one of somebody else's may lead here all the same. */
    public static boolean asksThisMachine(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }

    /**
     * Whether a page of another site, or of another port, sent it: as the browser says or, where it says nothing, by the
     * address that the page came from. A program sends neither.
     *
     * @param site the header Sec-Fetch-Site, or null
     * @param origin the header Origin, or null
     * @param host the name and port that were asked for
     */
    public static boolean isOfAnotherSite(String site, String origin, String host) {
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }
}
