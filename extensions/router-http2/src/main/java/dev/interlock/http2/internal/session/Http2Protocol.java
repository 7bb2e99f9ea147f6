package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.SessionFactory;
import java.util.Map;

/**
 * HTTP/2 (RFC 9113) of one endpoint.
 *
 * @param counts receives the violations of clients
 */
public record Http2Protocol(SessionSettings settings, Http2Counts counts) implements ServerProtocol {
    @Override
    public String applicationProtocol() {
        return "h2";
    }

    @Override
    public byte[] preface() {
        return Preface.bytes();
    }

    @Override
    public Map<String, Long> violations() {
        return counts.all();
    }

    @Override
    public SessionFactory on(LoopContext loop, LoopScratch scratch) {
        Http2Loop shared = new Http2Loop(loop, scratch, settings, counts);
        return host -> new Http2Session(shared, host);
    }
}
