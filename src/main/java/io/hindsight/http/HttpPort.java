package io.hindsight.http;

import io.hindsight.settings.InvalidSettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** A port that the program will listen at, looked at before anything starts. */
public final class HttpPort {

    private HttpPort() {}

    /**
     * Tries whether it can be listened at.
     *
     * @param setting the key that says the port
     * @throws InvalidSettingsException when it can't
     */
    public static void check(String setting, String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw taken(setting, host, port, taken);
        }
    }

    /** What to say of one that can't be listened at. */
    static InvalidSettingsException taken(String setting, String host, int port, Throwable reason) {
        return new InvalidSettingsException(List.of(setting + ": nothing can listen at " + host + ":" + port + " ("
                + reason.getMessage() + "); write a port that is free"));
    }
}
