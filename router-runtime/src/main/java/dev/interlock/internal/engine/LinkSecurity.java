package dev.interlock.internal.engine;

import dev.interlock.http.TlsConnection;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a {@link Link}. Before {@link #begin}, bytes pass unchanged, for example a header of the PROXY protocol. Used
 * only by the thread of the event loop.
 */
public interface LinkSecurity {
    /** Receives the events of a handshake. */
    interface Handshake {
        /** Handles the first byte of a ClientHello. */
        void begun();

        /**
         * Returns whether the handshake may begin now. Called when the whole ClientHello has arrived. If the result is
         * false, {@link #proceed} begins the handshake later.
         */
        boolean mayBegin();

        /** Handles a change of the memory that TLS holds. */
        void sized();

        /** Handles the success of the handshake. From now on, the link passes on decrypted bytes. */
        void completed();

        /** Handles a client that speaks HTTP without TLS. The link passes on nothing, and sends plaintext. */
        void plaintext();

        /** Handles a failure. The link passes on nothing more. */
        void failed(Throwable cause);
    }

    /** Expects a handshake from now on. */
    void begin(Handshake handshake);

    /** Takes bytes of the handshake that the connection has received before {@link #begin}. */
    void receive(byte[] bytes, int from, int to);

    /** Begins a handshake that had to wait. */
    void proceed();

    /** Returns the result of the handshake, or null before its end. */
    @Nullable
    TlsConnection connection();

    /** Returns the protocol that client and server have chosen (RFC 7301); empty if they have chosen none. */
    String applicationProtocol();
}
