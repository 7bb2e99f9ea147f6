package dev.interlock.http2;

import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.server.ProtocolExtension;

/**
 * HTTP/2 (RFC 9113) for a server. With TLS, clients choose it by ALPN. Without TLS, clients with prior knowledge
 * (section 3.3) use it on the same port as HTTP/1.1. {@link dev.interlock.observe.ServerState#protocolViolations}
 * counts the violations by clients.
 *
 * <p>Immutable: each method returns a changed copy. Properties such as {@code interlock.http2-max-streams}, and the
 * environment variables of the same settings, override the values. The start of the server fails if a value is out of
 * its range.
 *
 * <pre>{@code
 * HttpServer.builder(router).protocol(Http2.protocol()).start();
 * }</pre>
 */
public abstract sealed class Http2 implements ProtocolExtension permits ConfiguredHttp2 {
    private final SettingValues values;

    Http2(SettingValues values) {
        this.values = values;
    }

    SettingValues values() {
        return values;
    }

    /** Returns HTTP/2 with the default limits. */
    public static Http2 protocol() {
        return new ConfiguredHttp2(new SettingValues());
    }

    private <T> Http2 with(Setting<T> setting, T value) {
        SettingValues changed = values.copy();
        changed.put(setting, value);
        return new ConfiguredHttp2(changed);
    }

    /**
     * Limits the requests that a client may have in progress on one connection: 1 to 100000, 100 by default. The server
     * rejects further requests with RST_STREAM and the code REFUSED_STREAM.
     */
    public Http2 maxStreams(int streams) {
        return with(Setting.HTTP2_MAX_STREAMS, streams);
    }

    /**
     * Sets the flow-control window of a stream: the bytes of its request body that a client may send before the handler
     * takes them. 65535 to 16777216, 65535 by default. If the handler is slow, the stream keeps up to 64 KiB more than
     * this number of bytes in memory.
     */
    public Http2 streamWindow(int bytes) {
        return with(Setting.HTTP2_STREAM_WINDOW, bytes);
    }

    /**
     * Sets the flow-control window of a connection: the bytes of all its request bodies that may be in flight. 65535 to
     * 1073741824, 1 MiB by default. A larger window makes uploads over long distances faster.
     */
    public Http2 connectionWindow(int bytes) {
        return with(Setting.HTTP2_CONNECTION_WINDOW, bytes);
    }

    /**
     * Limits the CONTINUATION frames of one header or trailer section: 0 to 10000, 31 by default. However small the
     * number, a section as large as the limit on heads fits. A client that sends more frames is disconnected.
     */
    public Http2 maxContinuations(int frames) {
        return with(Setting.HTTP2_MAX_CONTINUATIONS, frames);
    }

    /**
     * Limits the frames that are cheap for a client to send. The limit for a kind of frames is the number that may
     * arrive at once, and the number of further frames per second. The server disconnects a client that sends more. The
     * kinds are {@code resets}, {@code provoked-resets}, {@code settings}, {@code pings}, {@code empty-data}, {@code
     * small-data}, {@code window-updates}, {@code priorities}, {@code unknown-frames} and {@code late-frames}. Other
     * kinds keep their defaults.
     *
     * @param limits for example {@code pings=1000/100,settings=100/10}
     */
    public Http2 floodLimits(String limits) {
        return with(Setting.HTTP2_FLOOD_LIMITS, limits);
    }
}
