package dev.interlock.agreement;

import dev.interlock.internal.http1.Refusal;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Reasons for which our reader rejects a request that Netty reads. {@link #holds} confirms a reason from the bytes of
 * the request, without the code of the parser.
 */
// The predicates are lambdas without state.
@SuppressWarnings("ImmutableEnumChecker")
enum StricterThanNetty {
    EMPTY_LINES(
            Refusal.EMPTY_LINES,
            "RFC 9112 section 2.2: at least one empty line is to be ignored; Netty ignores any number of them",
            (raw, seen) -> raw.lead().startsWith("\r\n".repeat(9))),
    BARE_CR(
            Refusal.BARE_CR,
            "RFC 9112 section 2.2: Netty ignores a bare CR before the request line",
            (raw, seen) -> matches(raw.lead(), "\r(?!\n)")),
    BARE_CR_AS_SPACE(
            Refusal.BARE_CR,
            "RFC 9112 section 3 allows to read a bare CR as a space; who does so reads another target and version",
            (raw, seen) -> matches(raw.requestLine(), "\r")),
    BARE_LF(
            Refusal.BARE_LF,
            "RFC 9112 section 2.2: Netty ignores a bare LF before the request line",
            (raw, seen) -> matches(raw.lead(), "(?<!\r)\n")),
    METHOD_NOT_ENDED_BY_ONE_SPACE(
            Refusal.MALFORMED_METHOD,
            "RFC 9112 section 3 allows to read other white space as a space; who does so differs from who does not",
            (raw, seen) -> !matches(raw.requestLine(), "^" + Text.TOKEN + " ")),
    CONTROL_IN_TARGET(
            Refusal.CONTROL_BYTE,
            "RFC 9112 section 3.2: no form of a target has controls; Netty refuses only CR, LF and space",
            (raw, seen) -> matches(raw.requestLine(), "[\\x00-\\x08\\x0b-\\x1f\\x7f]")),
    TARGET_OF_NO_FORM(
            Refusal.MALFORMED_TARGET,
            "RFC 9112 section 3.2: a target has one of four forms; Netty reads any text",
            (raw, seen) -> raw.words().length < 3
                    || TargetParts.of(raw.method(), raw.target()).isMalformed()),
    VERSION_NOT_CASE_SENSITIVE(
            Refusal.MALFORMED_VERSION,
            "RFC 9112 section 2.3: the name is case-sensitive, with one space before it; Netty reads http/1.1",
            (raw, seen) -> !raw.version().matches("HTTP/[0-9]\\.[0-9]")),
    OTHER_MAJOR_VERSION(
            Refusal.UNSUPPORTED_VERSION,
            "RFC 9110 section 15.6.6: Netty leaves the version to its user",
            (raw, seen) -> raw.version().matches("HTTP/[02-9]\\.[0-9]")),
    LONG_REQUEST_LINE(
            Refusal.LONG_REQUEST_LINE,
            "RFC 9112 section 3: a limit of ours",
            (raw, seen) -> raw.requestLine().length() > WireReader.LIMITS.requestLine()),
    LARGE_HEAD(
            Refusal.LARGE_HEAD,
            "RFC 6585 section 5: a limit of ours",
            (raw, seen) -> RawRequest.length(raw.head()) + 2 > WireReader.LIMITS.head()),
    MANY_FIELDS(
            Refusal.MANY_FIELDS,
            "RFC 6585 section 5: a limit of ours",
            (raw, seen) -> raw.head().size() - 1 > WireReader.LIMITS.fields()),
    FOLDED_LINE(
            Refusal.FOLDED_LINE,
            "RFC 9112 section 5.2: a server refuses a fold or replaces it; Netty replaces it",
            (raw, seen) -> raw.head().stream().anyMatch(line -> line.matches("(?s)[ \t].*"))),
    MISSING_HOST(
            Refusal.MISSING_HOST,
            "RFC 9112 section 3.2: a server MUST refuse; Netty leaves it to its user",
            (raw, seen) -> seen.minor() > 0 && seen.values("host").isEmpty()),
    DUPLICATE_HOST(
            Refusal.DUPLICATE_HOST,
            "RFC 9112 section 3.2: a server MUST refuse; Netty leaves it to its user",
            (raw, seen) -> seen.values("host").size() > 1),
    HOST_OF_NO_FORM(
            Refusal.MALFORMED_HOST,
            "RFC 9112 section 3.2: a server MUST refuse; Netty leaves it to its user",
            (raw, seen) -> !seen.values("host").stream()
                    .allMatch(host -> HostGrammar.AUTHORITY.matcher(host).matches())),
    DUPLICATE_LENGTH_IN_HTTP10(
            Refusal.DUPLICATE_LENGTH,
            "RFC 9112 section 6.3: whatever the version; Netty takes the first of an HTTP/1.0 request",
            (raw, seen) -> seen.minor() == 0 && raw.elements("content-length").size() > 1),
    EMPTY_CODING_LAST(
            Refusal.CHUNKED_NOT_LAST,
            "RFC 9112 section 6.3: Netty ignores empty elements (RFC 9110 section 5.6.1.2); not every peer does",
            (raw, seen) -> raw.elements("transfer-encoding").contains("")),
    UNKNOWN_CODING(
            Refusal.UNKNOWN_CODING,
            "RFC 9112 section 6.1: Netty leaves codings other than chunked to its user",
            (raw, seen) ->
                    raw.elements("transfer-encoding").stream().anyMatch(coding -> !coding.equalsIgnoreCase("chunked"))),
    ZEROS_BEFORE_CHUNK_SIZE(
            Refusal.LARGE_CHUNK_SIZE,
            "RFC 9112 section 7.1: a limit of ours; Netty reads any number of leading zeros",
            (raw, seen) -> raw.chunkLines().stream().anyMatch(line -> line.matches("(?s)0[0-9A-Fa-f]{16}.*"))),
    LOOSE_EXTENSION(
            Refusal.MALFORMED_EXTENSION,
            "RFC 9112 section 7.1.1: Netty reads names that are empty or have spaces, and the like",
            (raw, seen) -> !raw.chunkLines().stream().allMatch(line -> line.matches(Text.CHUNK_LINE))),
    LONG_EXTENSIONS(
            Refusal.LONG_EXTENSIONS,
            "RFC 9112 section 7.1.1: a server is to limit them; Netty limits each line",
            (raw, seen) -> RawRequest.length(raw.chunkLines()) > 4096),
    LOOSE_TRAILER(
            Refusal.MALFORMED_TRAILER,
            "RFC 9112 section 5.2: as in a head, a fold; and Netty does not check the fields that it drops",
            (raw, seen) -> !raw.trailer().stream().allMatch(line -> line.matches(Text.FIELD_LINE))),
    BARE_CR_IN_TRAILER(
            Refusal.BARE_CR,
            "RFC 9112 section 2.2: Netty does not check the trailer fields that it drops",
            (raw, seen) -> raw.trailer().stream().anyMatch(line -> matches(line, "\r(?!\n)"))),
    LARGE_TRAILERS(
            Refusal.LARGE_TRAILERS,
            "RFC 6585 section 5: a limit of ours",
            (raw, seen) -> RawRequest.length(raw.trailer()) > WireReader.LIMITS.head()
                    || raw.trailer().size() > WireReader.LIMITS.fields()),
    LARGE_BODY(
            Refusal.LARGE_BODY,
            "RFC 9110 section 15.5.14: a limit of ours",
            (raw, seen) -> seen.body().length() > WireReader.LIMITS.body());

    /** Grammars of RFC 9110 section 5.6 and RFC 9112 sections 5 and 7.1 as patterns. */
    private static final class Text {
        static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
        static final String FIELD_LINE = TOKEN + ":[\\t\\x20-\\x7e\\x80-\\xff]*\r\n";

        private static final String QUOTED =
                "\"(?:[\\t !\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t\\x20-\\x7e\\x80-\\xff])*\"";
        private static final String EXTENSION =
                "[ \\t]*;[ \\t]*" + TOKEN + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?";
        static final String CHUNK_LINE = "[0-9A-Fa-f]+(?:" + EXTENSION + ")*";
    }

    private final Refusal refusal;
    private final String reason;
    private final BiPredicate<RawRequest, SeenRequest> holds;

    StricterThanNetty(Refusal refusal, String reason, BiPredicate<RawRequest, SeenRequest> holds) {
        this.refusal = refusal;
        this.reason = reason;
        this.holds = holds;
    }

    Refusal refusal() {
        return refusal;
    }

    /** Returns the rule of the RFC, and how Netty differs from it. */
    String reason() {
        return reason;
    }

    /** Whether this is the reason for the {@code refusal} of a request that Netty read as {@code seen}. */
    boolean holds(String refusal, RawRequest raw, SeenRequest seen) {
        return this.refusal.name().equals(refusal) && holds.test(raw, seen);
    }

    private static boolean matches(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find();
    }
}
