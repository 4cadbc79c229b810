package io.hindsight.command;

import io.hindsight.settings.HttpSettings;
import io.hindsight.settings.InvalidSettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** The port of health and metrics, looked at before anything starts. */
final class HttpPort {

    private final HttpSettings settings;

    HttpPort(HttpSettings settings) {
        this.settings = settings;
    }

    /**
     * Tries whether it can be listened at.
     *
     * @throws InvalidSettingsException when it can't
     */
    void check() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw new InvalidSettingsException(List.of("hindsight.http.port: nothing can listen at " + settings.host()
                    + ":" + settings.port() + " (" + taken.getMessage() + "); write a port that is free"));
        }
    }
}
