package io.hindsight.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells this machine's own address, which nobody else can reach, from others. */
public final class Loopback {

    private Loopback() {}

    /** Says whether the name or address is this machine's alone; a name that nobody knows isn't. */
    public static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
