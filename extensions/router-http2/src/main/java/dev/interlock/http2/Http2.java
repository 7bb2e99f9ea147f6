package dev.interlock.http2;

import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.session.Http2Counts;
import dev.interlock.http2.internal.session.Http2Protocol;
import dev.interlock.http2.internal.session.SessionSettings;
import dev.interlock.http2.internal.stream.LocalSettings;
import dev.interlock.internal.engine.ProtocolFactory;
import dev.interlock.internal.engine.RequestLimits;
import dev.interlock.server.ProtocolExtension;

/**
 * HTTP/2 (RFC 9113) for a server. With TLS, clients choose it by ALPN. Without TLS, clients begin with HTTP/2 on the
 * same port as HTTP/1.1 (section 3.3). Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * HttpServer.builder(router).protocol(Http2.protocol()).start();
 * }</pre>
 */
public final class Http2 extends ProtocolExtension {
    private static final int MOST_STREAMS = 100_000;
    private static final int ENCODER_TABLE = 4096;
    private static final int MIN_WINDOW = 65_535;
    private static final int DEFAULT_CONNECTION_WINDOW = 1 << 20;

    private final int maxStreams;
    private final int streamWindow;
    private final int connectionWindow;
    private final Http2Counts counts;

    private Http2(int maxStreams, int streamWindow, int connectionWindow, Http2Counts counts) {
        this.maxStreams = maxStreams;
        this.streamWindow = streamWindow;
        this.connectionWindow = connectionWindow;
        this.counts = counts;
    }

    /** Returns HTTP/2 with the default limits. */
    public static Http2 protocol() {
        return new Http2(
                LocalSettings.DEFAULT.maxStreams(),
                LocalSettings.DEFAULT.streamWindow(),
                DEFAULT_CONNECTION_WINDOW,
                new Http2Counts());
    }

    /**
     * Limits the requests that a client may have in progress on one connection: 1 to 100000, 100 by default. The server
     * rejects further requests by RST_STREAM with REFUSED_STREAM.
     */
    public Http2 maxStreams(int streams) {
        check("maxStreams", streams, 1, MOST_STREAMS);
        return new Http2(streams, streamWindow, connectionWindow, counts);
    }

    /**
     * Sets the bytes of a request body that a client may send before the handler has taken them: 65535 to 16777216,
     * 65535 by default. A slow handler may keep as many bytes in memory for each stream.
     */
    public Http2 streamWindow(int bytes) {
        check("streamWindow", bytes, MIN_WINDOW, 1 << 24);
        return new Http2(maxStreams, bytes, connectionWindow, counts);
    }

    /**
     * Sets the bytes of all request bodies of a connection that may be on their way: 65535 to 1073741824, 1 MiB by
     * default. A larger number makes uploads over long distances faster.
     */
    public Http2 connectionWindow(int bytes) {
        check("connectionWindow", bytes, MIN_WINDOW, 1 << 30);
        return new Http2(maxStreams, streamWindow, bytes, counts);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + value + ". Tip: use a number from " + least + " to " + most);
        }
    }

    @Override
    protected ProtocolFactory factory() {
        return limits -> new Http2Protocol(settings(limits), counts);
    }

    private SessionSettings settings(RequestLimits limits) {
        HeadLimits standard = HeadLimits.DEFAULT;
        LocalSettings local = new LocalSettings(
                LocalSettings.DEFAULT.headerTableSize(),
                maxStreams,
                streamWindow,
                LocalSettings.DEFAULT.maxFrame(),
                limits.head(),
                false);
        HeadLimits heads = new HeadLimits(
                limits.requestLine(),
                limits.head(),
                limits.fields(),
                Math.max(standard.blockBytes(), 2 * limits.head()),
                standard.blockFrames());
        return new SessionSettings(
                local,
                connectionWindow,
                ENCODER_TABLE,
                heads,
                FloodLimits.DEFAULT,
                limits.headNanos(),
                limits.idleNanos(),
                limits.servesHalfClosed());
    }
}
