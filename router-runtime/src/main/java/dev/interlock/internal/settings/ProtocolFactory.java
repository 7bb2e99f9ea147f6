package dev.interlock.internal.settings;

import dev.interlock.internal.engine.ServerProtocol;

/** Creates a protocol for each endpoint of a server. */
public interface ProtocolFactory {
    /** Adds the values that the application has set for the protocol. */
    void putInto(SettingValues values);

    /**
     * Creates the protocol of an endpoint.
     *
     * @param settings settings of the endpoint
     * @throws SettingException if a setting cannot be read
     */
    ServerProtocol create(Settings settings);
}
