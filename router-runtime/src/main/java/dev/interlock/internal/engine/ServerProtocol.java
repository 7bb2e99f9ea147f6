package dev.interlock.internal.engine;

import java.util.Map;

/** Protocol of a server, for example HTTP/1.1. Safe for use by several threads. */
public interface ServerProtocol {
    /**
     * Returns the name of the protocol in the negotiation of TLS (RFC 7301), or an empty text if TLS cannot choose this
     * protocol.
     */
    default String applicationProtocol() {
        return "";
    }

    /**
     * Returns the bytes with which every client of the protocol begins, and no client of HTTP/1.1, or no bytes if there
     * are none. A port without TLS recognizes the protocol by them.
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
     * Returns how often clients have violated each rule of the protocol, by the name of the rule. Always has the same
     * names. Empty if the protocol counts no violations, as HTTP/1.1, which rejects requests instead.
     */
    default Map<String, Long> violations() {
        return Map.of();
    }
}
