package dev.interlock.agreement;

import java.util.function.BiPredicate;

/** Reasons for which our reader reads a request that Netty rejects or reads differently. */
// The predicates are lambdas without state.
@SuppressWarnings("ImmutableEnumChecker")
enum LaxerThanNetty {
    LATER_MINOR_VERSION_WITH_CODING(
            "RFC 9110 section 2.5: HTTP/1.2 is read as HTTP/1.1, codings included; Netty has codings in 1.1 alone",
            (raw, seen) -> raw.version().matches("HTTP/1\\.[2-9]")
                    && !seen.values("transfer-encoding").isEmpty()),
    SPACE_BEHIND_EXTENSION_VALUE(
            "RFC 9112 section 7.1.1: white space before a semicolon is BWS, also behind a token; Netty refuses it there",
            (raw, seen) -> raw.chunkLines().stream().anyMatch(line -> line.matches("(?s).*[^ \t;][ \t]+;.*"))),
    OBSOLETE_TEXT_IN_EXTENSION_VALUE(
            "RFC 9110 section 5.6.4: a quoted string may have obs-text; Netty fails at it",
            (raw, seen) -> raw.chunkLines().stream().anyMatch(line -> line.matches("(?s).*\".*[\\x80-\\xff].*"))),
    BODY_OF_HIXIE_76(
            "RFC 9112 section 6.3: no body is announced; Netty takes eight bytes for a WebSocket draft's (hixie-76)",
            (raw, seen) -> seen.method().equals("GET")
                    && !seen.values("sec-websocket-key1").isEmpty()
                    && !seen.values("sec-websocket-key2").isEmpty()
                    && seen.values("transfer-encoding").isEmpty()
                    && seen.values("content-length").isEmpty());

    private final String reason;
    private final BiPredicate<RawRequest, SeenRequest> holds;

    LaxerThanNetty(String reason, BiPredicate<RawRequest, SeenRequest> holds) {
        this.reason = reason;
        this.holds = holds;
    }

    /** Returns the rule of the RFC, and how Netty differs from it. */
    String reason() {
        return reason;
    }

    /** Whether this is the reason why our reader's request differs from Netty's. */
    boolean holds(RawRequest raw, SeenRequest seen) {
        return holds.test(raw, seen);
    }
}
