package dev.interlock.internal.http1;

import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.SessionFactory;

/**
 * HTTP/1.1 and HTTP/1.0 (RFC 9112).
 *
 * @param limits limits on the size of requests
 * @param maxPipelined limit on the bytes of later requests that are read before the current response has ended
 * @param servesHalfClosed whether a client that has closed its half of the connection still gets its response
 */
public record Http1(Limits limits, int maxPipelined, boolean servesHalfClosed) implements ServerProtocol {
    @Override
    public String applicationProtocol() {
        return "http/1.1";
    }

    @Override
    public SessionFactory on(LoopContext loop, LoopScratch scratch) {
        Http1Responder responder = new Http1Responder(loop);
        UnexpectedTls unexpectedTls = new UnexpectedTls();
        return host -> new Http1Session(this, loop, scratch, responder, unexpectedTls, host);
    }
}
