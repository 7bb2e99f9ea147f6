package dev.interlock.http2;

import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.session.Http2Counts;
import dev.interlock.http2.internal.session.Http2Protocol;
import dev.interlock.http2.internal.session.SessionSettings;
import dev.interlock.http2.internal.stream.LocalSettings;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.settings.ProtocolFactory;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingException;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.internal.settings.Settings;

/** Implementation of {@link Http2}. The signatures of the superclass have no internal types. */
final class ConfiguredHttp2 extends Http2 implements ProtocolFactory {
    /** Limit on the HPACK table for the responses of a connection, in bytes: the default of RFC 9113. */
    private static final int ENCODER_TABLE = 4096;
    /** Payload of the frames in which clients usually send a large block. */
    private static final int FRAME = 16 * 1024;

    ConfiguredHttp2(SettingValues values) {
        super(values);
    }

    @Override
    public void putInto(SettingValues target) {
        target.putAll(values());
    }

    @Override
    public ServerProtocol create(Settings settings) {
        return new Http2Protocol(sessionSettings(settings), new Http2Counts());
    }

    private static SessionSettings sessionSettings(Settings settings) {
        int head = settings.get(Setting.MAX_HEAD);
        int blockBytes = Math.max(HeadLimits.DEFAULT.blockBytes(), 2 * head);
        int continuations = Math.max(settings.get(Setting.HTTP2_MAX_CONTINUATIONS), blockBytes / FRAME);
        LocalSettings local = new LocalSettings(
                LocalSettings.DEFAULT.headerTableSize(),
                settings.get(Setting.HTTP2_MAX_STREAMS),
                settings.get(Setting.HTTP2_STREAM_WINDOW),
                LocalSettings.DEFAULT.maxFrame(),
                head,
                false);
        HeadLimits heads = new HeadLimits(
                settings.get(Setting.MAX_REQUEST_LINE),
                head,
                settings.get(Setting.MAX_FIELDS),
                blockBytes,
                1 + continuations);
        return new SessionSettings(
                local,
                settings.get(Setting.HTTP2_CONNECTION_WINDOW),
                ENCODER_TABLE,
                heads,
                parseFloodLimits(settings.get(Setting.HTTP2_FLOOD_LIMITS)),
                settings.get(Setting.HEAD_TIMEOUT).toNanos(),
                settings.get(Setting.IDLE_TIMEOUT).toNanos(),
                settings.get(Setting.SERVE_HALF_CLOSED));
    }

    private static FloodLimits parseFloodLimits(String text) {
        try {
            return FloodLimits.DEFAULT.with(text);
        } catch (IllegalArgumentException e) {
            throw new SettingException(Setting.HTTP2_FLOOD_LIMITS.name() + ": " + e.getMessage() + ". Tip: "
                    + Setting.HTTP2_FLOOD_LIMITS.tip());
        }
    }
}
