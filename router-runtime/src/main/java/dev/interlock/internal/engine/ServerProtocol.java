package dev.interlock.internal.engine;

import java.util.Map;

/** Protocol of a server, for example HTTP/1.1. Safe for use by several threads. */
public interface ServerProtocol {
    /**
     * Returns the name of the protocol in ALPN (RFC 7301), or an empty text if ALPN cannot choose this protocol.
     */
    default String applicationProtocol() {
        return "";
    }

    /**
     * Returns the bytes with which every client of this protocol begins, but no client of HTTP/1.1. A port without TLS
     * recognizes the protocol by them. Returns an empty array if there are no such bytes.
     */
    default byte[] preface() {
        return InputArrays.NONE;
    }

    /**
     * Returns the factory of the protocol's sessions on one event loop. The sessions share the objects of {@code
     * scratch}, for example buffers.
     *
     * @param loop the event loop
     * @param scratch objects that the connections of one endpoint share on the loop
     */
    SessionFactory on(LoopContext loop, LoopScratch scratch);

    /**
     * Returns the number of violations by clients of each rule of the protocol, by the name of the rule. The names are
     * always the same. Empty if the protocol counts no violations; HTTP/1.1 rejects requests instead.
     */
    default Map<String, Long> violations() {
        return Map.of();
    }
}
