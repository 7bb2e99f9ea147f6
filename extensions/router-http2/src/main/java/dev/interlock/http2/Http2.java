package dev.interlock.http2;

import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.server.ProtocolExtension;

/**
 * HTTP/2 (RFC 9113) for a server. With TLS, clients choose it by ALPN. Without TLS, clients begin with HTTP/2 on the
 * same port as HTTP/1.1 (section 3.3). Immutable: each method returns a changed copy. Properties such as {@code
 * interlock.http2-max-streams}, and the variables of the same settings, override the values. {@link
 * dev.interlock.observe.ServerState#protocolViolations} counts the violations of clients.
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
     * rejects further requests by RST_STREAM with REFUSED_STREAM.
     */
    public Http2 maxStreams(int streams) {
        return with(Setting.HTTP2_MAX_STREAMS, streams);
    }

    /**
     * Sets the bytes of a request body that a client may send before the handler has taken them: 65535 to 16777216,
     * 65535 by default. A slow handler may keep as many bytes in memory for each stream, and 64 KiB more.
     */
    public Http2 streamWindow(int bytes) {
        return with(Setting.HTTP2_STREAM_WINDOW, bytes);
    }

    /**
     * Sets the bytes of all request bodies of a connection that may be on their way: 65535 to 1073741824, 1 MiB by
     * default. A larger number makes uploads over long distances faster.
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
     * Limits frames that cost a client little: for each kind, the number that may come at once, and the number of
     * further frames per second. A client that sends more is disconnected. The kinds are {@code resets}, {@code
     * provoked-resets}, {@code settings}, {@code pings}, {@code empty-data}, {@code small-data}, {@code
     * window-updates}, {@code priorities}, {@code unknown-frames} and {@code late-frames}. Other kinds keep their
     * defaults.
     *
     * @param limits for example {@code pings=1000/100,settings=100/10}
     */
    public Http2 floodLimits(String limits) {
        return with(Setting.HTTP2_FLOOD_LIMITS, limits);
    }
}
