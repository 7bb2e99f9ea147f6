package dev.interlock.internal.settings;

import dev.interlock.internal.engine.ServerProtocol;
import java.util.List;

/**
 * Checks the settings that only an added protocol reads. The runtime declares them, so that all settings have the same
 * sources.
 */
public final class ProtocolSettings {
    private static final String HTTP2_PREFIX = "http2-";
    private static final String HTTP2_NAME = "h2";

    private ProtocolSettings() {}

    /**
     * Rejects settings of a protocol that the server does not speak. They would silently have no effect.
     *
     * @param added protocols in addition to HTTP/1.1
     * @throws SettingException if a setting of another protocol is set, even to its default
     */
    public static void requireReaders(Settings settings, List<ServerProtocol> added) {
        boolean speaksHttp2 = false;
        for (ServerProtocol each : added) {
            speaksHttp2 |= each.applicationProtocol().equals(HTTP2_NAME);
        }
        for (Setting<?> each : Setting.ALL) {
            if (each.name().startsWith(HTTP2_PREFIX) && !speaksHttp2 && !settings.isDefault(each)) {
                throw new SettingException(each.name() + " is set to " + settings.describe(each)
                        + ", but the server does not speak HTTP/2. Tip: add the extension router-http2 and call"
                        + " protocol(Http2.protocol()), or remove the setting");
            }
        }
    }
}
