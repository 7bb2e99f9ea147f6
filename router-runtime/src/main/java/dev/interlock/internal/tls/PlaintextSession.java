package dev.interlock.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.Session;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.engine.Waiting;
import dev.interlock.internal.syntax.HttpDate;
import java.util.concurrent.TimeUnit;

/** Session that rejects a plaintext request on a port with TLS. It responds in plaintext, and ignores the request. */
final class PlaintextSession implements Session {
    private static final String BODY = "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
            + "\"detail\":\"This port expects TLS. Tip: use https\"}";

    private final SessionHost host;
    /** Time for the Date field, in milliseconds since 1970. */
    private final long millis;

    private boolean sent;

    PlaintextSession(SessionHost host, long millis) {
        this.host = host;
        this.millis = millis;
    }

    @Override
    public boolean step() {
        Inbound inbound = host.inbound();
        inbound.skipTo(inbound.to());
        if (sent) {
            return false;
        }
        sent = true;
        host.outbound().append(response().getBytes(US_ASCII));
        return true;
    }

    private String response() {
        return "HTTP/1.1 400 Bad Request\r\n"
                + "date: " + HttpDate.format(TimeUnit.MILLISECONDS.toSeconds(millis)) + "\r\n"
                + "content-type: application/problem+json\r\n"
                + "content-length: " + BODY.length() + "\r\n"
                + "cache-control: no-store\r\n"
                + "x-content-type-options: nosniff\r\n"
                + "connection: close\r\n\r\n" + BODY;
    }

    @Override
    public Waiting waiting() {
        return sent ? Waiting.END : Waiting.HANDSHAKE;
    }

    @Override
    public boolean wantsInput() {
        return true;
    }

    @Override
    public boolean isPreamble() {
        return true;
    }

    @Override
    public void timeOut() {
        host.close();
    }

    @Override
    public void refuseForMemory() {
        host.close();
    }

    @Override
    public void closed() {
        // There is nothing to release.
    }
}
