package dev.interlock.internal.tls;

import java.util.Locale;

/** Violation by a client after its handshake, which ends the connection. */
enum TlsViolation {
    MALFORMED_RECORD("A record is malformed"),
    /** Another handshake on the same connection, in TLS 1.2. */
    RENEGOTIATION("The client renegotiates"),
    /** Too many records without application data, such as key updates. */
    EMPTY_RECORDS("The client sends records without data"),
    /** The TLS engine has rejected a record, for example a forged one, or the record is a fatal alert. */
    REJECTED_RECORD("A record was rejected");

    private final String detail;

    TlsViolation(String detail) {
        this.detail = detail;
    }

    /** Returns one sentence for logs. */
    String detail() {
        return detail;
    }

    /** Returns the name in metrics. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
