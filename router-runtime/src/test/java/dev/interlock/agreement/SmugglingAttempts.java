package dev.interlock.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.http1.Refusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Known messages that two servers might read differently, by family. Each contains a request for {@link #SMUGGLED}. A
 * server that reads the message wrongly would execute this request.
 */
public final class SmugglingAttempts {
    /** Target of the request that no server may execute. */
    public static final String SMUGGLED = "/smuggled";

    private static final String HOST = "Host: a\r\n";
    private static final String LINE = "POST /echo HTTP/1.1\r\n" + HOST;
    private static final String VICTIM = "GET " + SMUGGLED + " HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String CHUNKED = LINE + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private static final String TWO_LENGTHS = "CL.TE, TE.CL: RFC 9112 section 6.1";
    private static final String CODING_NAME =
            "TE.TE, the name: RFC 9112 sections 2.2, 5.1 and 5.2, RFC 9110 sections 5.1 and 5.5";
    private static final String CODING_VALUE =
            "TE.TE, the value: RFC 9112 sections 5.2, 6.1 and 6.3, RFC 9110 section 5.5";
    private static final String LENGTHS = "CL.CL: RFC 9112 sections 5.1, 5.2 and 6.3, RFC 9110 sections 5.5 and 8.6";
    private static final String CHUNK_SIZE = "chunk sizes: RFC 9112 section 7.1, RFC 9110 section 15.5.14";
    private static final String CHUNK_LINE = "chunk lines: RFC 9112 sections 2.2, 7.1 and 7.1.1";
    private static final String TRAILER = "trailers: RFC 9112 sections 2.2 and 7.1.2";
    private static final String LINES = "lines: RFC 9112 sections 2.2, 5, 5.1 and 5.2, RFC 9110 sections 5.1 and 5.5";
    private static final String REQUEST_LINE =
            "request lines: RFC 9112 sections 2.3, 3.1 and 3.2, RFC 9110 sections 5.5 and 15.6.6";
    private static final String HOSTS = "hosts: RFC 9112 sections 3.2, 3.2.2, 5.1 and 5.2, RFC 9110 section 7.2";

    /**
     * An attempt that the server must reject.
     *
     * @param family name of the family, with the sections of the RFC that decide it
     */
    public record Attempt(String family, Refusal refusal, String wire) {
        public byte[] bytes() {
            return wire.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return family + ": " + wire.replace("\r", "\\r").replace("\n", "\\n");
        }
    }

    private SmugglingAttempts() {}

    /** Returns all attempts that the server must reject. */
    public static List<Attempt> all() {
        return Stream.of(
                        twoLengths(),
                        codingNames(),
                        codingValues(),
                        unknownCodings(),
                        lengths(),
                        chunkSizes(),
                        largeChunkSizes(),
                        chunkLines(),
                        trailers(),
                        lines(),
                        requestLines(),
                        hosts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Attempt> twoLengths() {
        String both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n";
        String turned = "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n";
        return Stream.of(
                        new Attempt(TWO_LENGTHS, Refusal.TWO_LENGTHS, LINE + both + LAST_CHUNK),
                        new Attempt(TWO_LENGTHS, Refusal.TWO_LENGTHS, LINE + turned + "25\r\n" + VICTIM + LAST_CHUNK),
                        new Attempt(TWO_LENGTHS, Refusal.TWO_LENGTHS, LINE + turned.replace('4', '0') + LAST_CHUNK),
                        new Attempt(
                                TWO_LENGTHS,
                                Refusal.OLD_TRANSFER_ENCODING,
                                LINE.replace("1.1", "1.0") + both + LAST_CHUNK),
                        new Attempt(
                                TWO_LENGTHS, Refusal.OLD_TRANSFER_ENCODING, CHUNKED.replace("1.1", "1.0") + LAST_CHUNK))
                .map(SmugglingAttempts::withVictim)
                .toList();
    }

    private static Attempt withVictim(Attempt attempt) {
        return new Attempt(attempt.family(), attempt.refusal(), attempt.wire() + VICTIM);
    }

    /** Returns field lines that some servers might read as Transfer-Encoding. A Content-Length precedes each. */
    private static List<Attempt> codingNames() {
        return Stream.of(
                        new Attempt(CODING_NAME, Refusal.SPACE_BEFORE_COLON, "Transfer-Encoding : chunked"),
                        new Attempt(CODING_NAME, Refusal.SPACE_BEFORE_COLON, "Transfer-Encoding\t: chunked"),
                        new Attempt(CODING_NAME, Refusal.FOLDED_LINE, " Transfer-Encoding: chunked"),
                        new Attempt(CODING_NAME, Refusal.FOLDED_LINE, "X: y\r\n\tTransfer-Encoding: chunked"),
                        new Attempt(CODING_NAME, Refusal.CONTROL_BYTE, "Transfer-Encoding\013: chunked"),
                        new Attempt(CODING_NAME, Refusal.CONTROL_BYTE, "Transfer-Encoding\0: chunked"),
                        new Attempt(CODING_NAME, Refusal.CONTROL_BYTE, "\0Transfer-Encoding: chunked"),
                        new Attempt(CODING_NAME, Refusal.BARE_CR, "X: y\rTransfer-Encoding: chunked"),
                        new Attempt(CODING_NAME, Refusal.BARE_LF, "X: y\nTransfer-Encoding: chunked"),
                        new Attempt(CODING_NAME, Refusal.BARE_LF, "Transfer-Encoding\n: chunked"),
                        new Attempt(CODING_NAME, Refusal.MALFORMED_NAME, "Transfer-Encoding\r\n: chunked"),
                        new Attempt(CODING_NAME, Refusal.MALFORMED_NAME, "Transfer-Encod\u00efng: chunked"),
                        new Attempt(CODING_NAME, Refusal.MALFORMED_NAME, "\u00a0Transfer-Encoding: chunked"),
                        new Attempt(CODING_NAME, Refusal.MALFORMED_NAME, "\"Transfer-Encoding\": chunked"))
                .map(each -> new Attempt(
                        each.family(),
                        each.refusal(),
                        LINE + "Content-Length: 5\r\n" + each.wire() + "\r\n\r\n" + LAST_CHUNK + VICTIM))
                .toList();
    }

    private static List<Attempt> codingValues() {
        return Stream.of(
                        "xchunked",
                        "chunkedx",
                        "identity",
                        "chunked, identity",
                        "chunked,",
                        "chunked, ,",
                        "chunked, chunked",
                        "chunked;q=1",
                        "\"chunked\"",
                        "chunke d",
                        "chun\tked",
                        "chunked\u0085",
                        "\u00a0chunked",
                        "",
                        "gzip",
                        "chunked, gzip",
                        "chunked\r\nTransfer-Encoding: chunked",
                        "chunked\r\nTransfer-Encoding: identity",
                        "chunked\r\nTransfer-encoding: x",
                        "chunked\r\nTransfer-Encoding:")
                .map(value -> coding(Refusal.CHUNKED_NOT_LAST, value))
                .toList();
    }

    private static List<Attempt> unknownCodings() {
        return List.of(
                coding(Refusal.UNKNOWN_CODING, "gzip, chunked"),
                coding(Refusal.UNKNOWN_CODING, "identity, chunked"),
                coding(Refusal.UNKNOWN_CODING, ",chunked"),
                coding(Refusal.UNKNOWN_CODING, "identity\r\nTransfer-Encoding: chunked"),
                coding(Refusal.UNKNOWN_CODING, "\r\nTransfer-Encoding: chunked"),
                coding(Refusal.CONTROL_BYTE, "\013chunked"),
                coding(Refusal.CONTROL_BYTE, "chunked\013"),
                coding(Refusal.CONTROL_BYTE, "\fchunked"),
                coding(Refusal.CONTROL_BYTE, "chunked\0"),
                coding(Refusal.FOLDED_LINE, "\r\n chunked"),
                coding(Refusal.FOLDED_LINE, "chunked\r\n , identity"));
    }

    private static Attempt coding(Refusal refusal, String value) {
        String field = "Transfer-Encoding: " + value + "\r\n\r\n";
        return new Attempt(CODING_VALUE, refusal, LINE + field + LAST_CHUNK + VICTIM);
    }

    private static List<Attempt> lengths() {
        Stream<Attempt> malformed = Stream.of(
                        "5, 5",
                        "5,6",
                        "5,",
                        ",5",
                        "+5",
                        "-5",
                        "0x5",
                        "5 5",
                        "5;",
                        "5.0",
                        "5_0",
                        "1e1",
                        "'5'",
                        "",
                        "\u00b2",
                        "9223372036854775808",
                        "18446744073709551621")
                .map(value -> new Attempt(LENGTHS, Refusal.MALFORMED_LENGTH, value));
        Stream<Attempt> others = Stream.of(
                new Attempt(LENGTHS, Refusal.DUPLICATE_LENGTH, "5\r\nContent-Length: 6"),
                new Attempt(LENGTHS, Refusal.DUPLICATE_LENGTH, "5\r\nContent-Length: 5"),
                new Attempt(LENGTHS, Refusal.DUPLICATE_LENGTH, "5\r\nX: y\r\ncontent-length: 05"),
                new Attempt(LENGTHS, Refusal.SPACE_BEFORE_COLON, "5\r\nContent-Length : 6"),
                new Attempt(LENGTHS, Refusal.FOLDED_LINE, "5\r\n 0"),
                new Attempt(LENGTHS, Refusal.CONTROL_BYTE, "5\013"),
                new Attempt(LENGTHS, Refusal.CONTROL_BYTE, "\0005"));
        return Stream.concat(malformed, others)
                .map(each -> new Attempt(
                        each.family(),
                        each.refusal(),
                        LINE + "Content-Length: " + each.wire() + "\r\n\r\nhello" + VICTIM))
                .toList();
    }

    private static List<Attempt> chunkSizes() {
        return Stream.of("-5", "+5", "0x5", " 5", "5 ", "5\t", "", "g", "5h", "5 5", "5,", "\u00b2", "5\0", "\0005")
                .map(size -> new Attempt(
                        CHUNK_SIZE,
                        Refusal.MALFORMED_CHUNK_SIZE,
                        CHUNKED + size + "\r\nhello\r\n" + LAST_CHUNK + VICTIM))
                .toList();
    }

    /**
     * Returns large and long chunk sizes. A parser that keeps only the last 32 or 64 bits reads them as 5 or as a
     * negative number.
     */
    private static List<Attempt> largeChunkSizes() {
        return Stream.of(
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_BODY, "100000005"),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_BODY, "80000005"),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_BODY, "7fffffffffffffff"),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_CHUNK_SIZE, "8000000000000005"),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_CHUNK_SIZE, "ffffffffffffffff"),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_CHUNK_SIZE, "10000000000000005"),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_CHUNK_SIZE, "f".repeat(400)),
                        new Attempt(CHUNK_SIZE, Refusal.LARGE_CHUNK_SIZE, "0".repeat(16) + "5"))
                .map(each -> new Attempt(
                        each.family(), each.refusal(), CHUNKED + each.wire() + "\r\nhello\r\n" + LAST_CHUNK + VICTIM))
                .toList();
    }

    private static List<Attempt> chunkLines() {
        return Stream.of(
                        new Attempt(CHUNK_LINE, Refusal.BARE_LF, "5\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.BARE_CR, "5\rhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.BARE_CR, "5\r\r\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.BARE_LF, "5;\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.BARE_LF, "5;a=b\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.BARE_CR, "5;a=b\rhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_EXTENSION, "5;\r\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_EXTENSION, "5;a=\"\r\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_EXTENSION, "5;a=b \r\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_EXTENSION, "5;a\0\r\nhello\r\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.BARE_LF, "0\n\r\n"),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_CHUNK_END, "5\r\nhello\n" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_CHUNK_END, "5\r\nhello\rx" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_CHUNK_END, "5\r\nhelloxx" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_CHUNK_END, "5\r\nhello" + LAST_CHUNK),
                        new Attempt(CHUNK_LINE, Refusal.MALFORMED_CHUNK_END, "4\r\nhello\r\n" + LAST_CHUNK))
                .map(each -> new Attempt(each.family(), each.refusal(), CHUNKED + each.wire() + VICTIM))
                .toList();
    }

    private static List<Attempt> trailers() {
        return Stream.of(
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, "A : b\r\n\r\n"),
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, " A: b\r\n\r\n"),
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, "A: b\r\n c\r\n\r\n"),
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, ": b\r\n\r\n"),
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, "A: b\0\r\n\r\n"),
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, VICTIM),
                        new Attempt(TRAILER, Refusal.BARE_LF, "A: b\n\r\n"),
                        new Attempt(TRAILER, Refusal.BARE_CR, "A: b\r\r\n"),
                        new Attempt(TRAILER, Refusal.MALFORMED_TRAILER, "\n"),
                        new Attempt(TRAILER, Refusal.BARE_CR, "\rx"))
                .map(each -> new Attempt(each.family(), each.refusal(), CHUNKED + "0\r\n" + each.wire() + VICTIM))
                .toList();
    }

    private static List<Attempt> lines() {
        return Stream.of(
                        new Attempt(LINES, Refusal.BARE_LF, "POST /echo HTTP/1.1\nHost: a\n\n"),
                        new Attempt(LINES, Refusal.BARE_LF, "POST /echo HTTP/1.1\n" + HOST + "\r\n"),
                        new Attempt(LINES, Refusal.BARE_LF, "POST /echo HTTP/1.1\r\nHost: a\n\r\n"),
                        new Attempt(LINES, Refusal.BARE_LF, LINE + "\n"),
                        new Attempt(LINES, Refusal.BARE_LF, "\n" + LINE + "\r\n"),
                        new Attempt(LINES, Refusal.BARE_CR, "POST /echo HTTP/1.1\r" + HOST + "\r\n"),
                        new Attempt(LINES, Refusal.BARE_CR, LINE + "X: y\r\r\n\r\n"),
                        new Attempt(LINES, Refusal.BARE_CR, LINE + "\rx"),
                        new Attempt(LINES, Refusal.SPACE_BEFORE_COLON, LINE + "X : y\r\n\r\n"),
                        new Attempt(LINES, Refusal.FOLDED_LINE, LINE + "X: y\r\n z\r\n\r\n"),
                        new Attempt(LINES, Refusal.FOLDED_LINE, "POST /echo HTTP/1.1\r\n " + HOST + "\r\n"),
                        new Attempt(LINES, Refusal.FOLDED_LINE, LINE + " \r\n\r\n"),
                        new Attempt(LINES, Refusal.EMPTY_NAME, LINE + ": y\r\n\r\n"),
                        new Attempt(LINES, Refusal.MALFORMED_NAME, LINE + "X\r\n\r\n"),
                        new Attempt(LINES, Refusal.MALFORMED_NAME, LINE + "X,Y: z\r\n\r\n"),
                        new Attempt(LINES, Refusal.CONTROL_BYTE, LINE + "X: y\0z\r\n\r\n"),
                        new Attempt(LINES, Refusal.CONTROL_BYTE, LINE + "X\0: y\r\n\r\n"),
                        new Attempt(LINES, Refusal.CONTROL_BYTE, LINE + "X: y\177\r\n\r\n"))
                .map(SmugglingAttempts::withVictim)
                .toList();
    }

    private static List<Attempt> requestLines() {
        return Stream.of(
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo HTTP/1.1 HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /ec ho HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST  /echo HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo  HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo HTTP/1.1 "),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo http/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo HTTP/1.10"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo HTTP/1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_VERSION, "POST /echo HTTP/\u00b9.1"),
                        new Attempt(REQUEST_LINE, Refusal.UNSUPPORTED_VERSION, "POST /echo HTTP/2.0"),
                        new Attempt(REQUEST_LINE, Refusal.UNSUPPORTED_VERSION, "POST /echo HTTP/0.9"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_METHOD, " POST /echo HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_METHOD, "POST\t/echo HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_METHOD, "PO:ST /echo HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.CONTROL_BYTE, "PO\0ST /echo HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.CONTROL_BYTE, "POST /echo\0 HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.CONTROL_BYTE, "POST /echo\013HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.CONTROL_BYTE, "POST /echo HTTP/1.1\0"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_TARGET, "POST /echo"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_TARGET, "POST /echo\tHTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_TARGET, "POST /echo#a HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_TARGET, "POST /echo\\..\\ HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_TARGET, "POST echo HTTP/1.1"),
                        new Attempt(REQUEST_LINE, Refusal.MALFORMED_TARGET, "POST a:80 HTTP/1.1"))
                .map(each -> new Attempt(each.family(), each.refusal(), each.wire() + "\r\n" + HOST + "\r\n" + VICTIM))
                .toList();
    }

    private static List<Attempt> hosts() {
        String line = "POST /echo HTTP/1.1\r\n";
        return Stream.of(
                        new Attempt(HOSTS, Refusal.MISSING_HOST, line),
                        new Attempt(HOSTS, Refusal.MISSING_HOST, "POST http://b/echo HTTP/1.1\r\n"),
                        new Attempt(HOSTS, Refusal.DUPLICATE_HOST, line + HOST + "Host: b\r\n"),
                        new Attempt(HOSTS, Refusal.DUPLICATE_HOST, line + HOST + "hOST: a\r\n"),
                        new Attempt(HOSTS, Refusal.DUPLICATE_HOST, "POST http://b/echo HTTP/1.1\r\n" + HOST + HOST),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host:\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: u@a\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: a, b\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: a b\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: a/b\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: a:80:80\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: a?b\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: a%4\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: [1.2.3.4]\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, line + "Host: [::1%25b]\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_TARGET, "POST http://[:::]/echo HTTP/1.1\r\n" + HOST),
                        new Attempt(HOSTS, Refusal.SPACE_BEFORE_COLON, line + "Host : a\r\n"),
                        new Attempt(HOSTS, Refusal.FOLDED_LINE, line + "Host: a\r\n b\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_HOST, "POST http://b/echo HTTP/1.1\r\nHost: u@a\r\n"),
                        new Attempt(HOSTS, Refusal.MALFORMED_TARGET, "POST http://u@a/echo HTTP/1.1\r\n" + HOST),
                        new Attempt(HOSTS, Refusal.MALFORMED_TARGET, "POST http:///echo HTTP/1.1\r\n" + HOST),
                        new Attempt(HOSTS, Refusal.MALFORMED_TARGET, "POST http:/a/echo HTTP/1.1\r\n" + HOST),
                        new Attempt(HOSTS, Refusal.MALFORMED_TARGET, "POST http://a\\b/echo HTTP/1.1\r\n" + HOST))
                .map(each -> new Attempt(each.family(), each.refusal(), each.wire() + "\r\n" + VICTIM))
                .toList();
    }
}
