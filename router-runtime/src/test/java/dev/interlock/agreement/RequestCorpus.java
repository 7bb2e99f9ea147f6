package dev.interlock.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.http1.Refusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests of every kind, for tests of properties that all requests have. The requests use the routes of the server's
 * tests.
 */
public final class RequestCorpus {
    /** Outcome of a request that is read completely. */
    public static final String READ = "READ";

    private static final String HOST = "Host: a.example\r\n";
    private static final String LINE = " HTTP/1.1\r\n" + HOST;
    private static final String END = LINE + "\r\n";
    private static final String CHUNKED = LINE + "Transfer-Encoding: chunked\r\n\r\n";

    /**
     * One request.
     *
     * @param outcome {@link #READ}, or the name of the refusal
     */
    public record Sample(String name, String text, String outcome) {
        public byte[] bytes() {
            return text.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private RequestCorpus() {}

    /** Returns all requests. Each is complete, or is rejected at its last byte at the latest. */
    public static List<Sample> all() {
        return Stream.of(methods(), targets(), heads(), bodies(), refusedHeads(), refusedBodies())
                .flatMap(List::stream)
                .toList();
    }

    private static Sample read(String name, String text) {
        return new Sample(name, text, READ);
    }

    private static Sample refused(String name, Refusal refusal, String text) {
        return new Sample(name, text, refusal.name());
    }

    private static List<Sample> methods() {
        return List.of(
                read("GET", "GET /hello" + END),
                read("HEAD", "HEAD /hello" + END),
                read("HEAD of what is gone", "HEAD /gone" + END),
                read("POST", "POST /echo" + LINE + "Content-Length: 5\r\n\r\nhello"),
                read("PUT, not allowed", "PUT /echo" + LINE + "Content-Length: 2\r\n\r\nhi"),
                read("PATCH, not found", "PATCH /nothing" + LINE + "Content-Length: 2\r\n\r\nhi"),
                read("DELETE, not allowed", "DELETE /hello" + END),
                read("OPTIONS of the server", "OPTIONS *" + END),
                read("OPTIONS of a route", "OPTIONS /hello" + END),
                read("TRACE", "TRACE /hello" + END),
                read("CONNECT", "CONNECT b.example:443" + END),
                read("a method of no server", "BREW /pot" + END));
    }

    private static List<Sample> targets() {
        return List.of(
                read("a query", "GET /hello?a=b&c=%20&d[]=e" + END),
                read("an escaped path", "GET /%68ello" + END),
                read("a bad escape", "GET /hel%zzlo" + END),
                read("a trailing slash", "GET /hello/" + END),
                read("absolute-form", "GET http://b.example:8080/hello?x" + END),
                read("absolute-form without path", "GET HTTPS://b.example?x" + END),
                read("absolute-form of OPTIONS", "OPTIONS http://b.example" + END),
                read("a host of escapes", "GET /hello HTTP/1.1\r\nHost: %61%2e\r\n\r\n"),
                read("a host of a later IP", "GET http://[v1.a:b]:80/hello" + END),
                read("an IPv6 host", "GET /hello HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n\r\n"));
    }

    private static List<Sample> heads() {
        return List.of(
                read("an empty line first", "\r\nGET /hello" + END),
                read("eight empty lines first", "\r\n".repeat(8) + "GET /hello" + END),
                read("HTTP/1.0", "GET /hello HTTP/1.0\r\n\r\n"),
                read("HTTP/1.0 that stays", "GET /hello HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"),
                read("HTTP/1.0 with body", "POST /echo HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi"),
                read("a later minor version", "GET /hello HTTP/1.7\r\n" + HOST + "\r\n"),
                read("close", "GET /hello" + LINE + "Connection: close\r\n\r\n"),
                read("close among others", "GET /hello" + LINE + "Connection: x , Close,\r\nX: y\r\n\r\n"),
                read("an expectation of no server", "GET /hello" + LINE + "Expect: wonders\r\n\r\n"),
                read("values with white space", "GET /hello" + LINE + "A:\r\nB: \t \r\nC:\tc \t c\t\r\n\r\n"),
                read("values beyond ASCII", "GET /hello" + LINE + "Na-me_~1: \u00e9\u00ff\u0080 \"x\"\r\n\r\n"),
                read("an underscore in a name", "GET /hello" + LINE + "Transfer_Encoding: chunked\r\n\r\n"),
                read(
                        "a browser's",
                        "GET /hello" + LINE + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:130.0)\r\n"
                                + "Accept: text/html,application/xml;q=0.9,*/*;q=0.8\r\n"
                                + "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate\r\n"
                                + "Cookie: a=b; c=\"d\"\r\nUpgrade-Insecure-Requests: 1\r\n\r\n"));
    }

    private static List<Sample> bodies() {
        String type = LINE + "Content-Type: text/plain\r\n";
        return List.of(
                read("an empty body", "POST /echo" + LINE + "Content-Length: 0\r\n\r\n"),
                read("a length with zeros", "POST /echo" + LINE + "content-length: 0003\r\n\r\nabc"),
                read("a body of line ends", "POST /echo" + LINE + "Content-Length: 4\r\n\r\n\r\n\r\n"),
                read("a body of GET", "GET /hello" + LINE + "Content-Length: 2\r\n\r\nhi"),
                read("chunks", "POST /echo" + CHUNKED + "5\r\nhello\r\n00A\r\n 0123456\r\n\r\n000\r\n\r\n"),
                read("no chunk", "POST /echo" + CHUNKED + "0\r\n\r\n"),
                read("chunks in other letters", "POST /echo" + LINE + "transfer-encoding: \tCHUNKED\r\n\r\n0\r\n\r\n"),
                read(
                        "chunk extensions",
                        "POST /echo" + CHUNKED + "2;a ; b = c;d=\"e;\\\"\" ;f=g\r\nhi\r\n0 ;last\r\n\r\n"),
                read("trailers", "POST /echo" + CHUNKED + "2\r\nhi\r\n0\r\nA: b\r\nContent-Length:5\r\nC:\r\n\r\n"),
                read(
                        "a body that is asked for",
                        "POST /echo" + LINE + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"),
                read("a body for no route", "POST /nothing" + LINE + "Content-Length: 5\r\n\r\nhello"),
                read("chunks for no route", "POST /nothing" + CHUNKED + "3\r\nabc\r\n0\r\n\r\n"),
                read("a body of the limit", "POST /text" + type + "Content-Length: 10\r\n\r\n0123456789"),
                read("a body too large", "POST /text" + type + "Content-Length: 11\r\n\r\n01234567890"),
                read(
                        "a body of the wrong type",
                        "POST /text" + LINE + "Content-Type: a/b\r\nContent-Length: 1\r\n\r\nx"),
                read("a body for another method", "POST /hello" + LINE + "Content-Length: 2\r\n\r\nxx"));
    }

    private static List<Sample> refusedHeads() {
        return List.of(
                refused("line feeds alone", Refusal.BARE_LF, "GET /hello HTTP/1.1\nHost: a\n\n"),
                refused("nine empty lines", Refusal.EMPTY_LINES, "\r\n".repeat(9)),
                refused("a space in the target", Refusal.MALFORMED_VERSION, "GET /hel lo" + END),
                refused("NUL in a value", Refusal.CONTROL_BYTE, "GET /hello" + LINE + "X: a\0b\r\n\r\n"),
                refused("HTTP/2", Refusal.UNSUPPORTED_VERSION, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refused("a version in lower case", Refusal.MALFORMED_VERSION, "GET /hello http/1.1\r\nHost: a\r\n\r\n"),
                refused("a space before the colon", Refusal.SPACE_BEFORE_COLON, "GET /hello" + LINE + "X : a\r\n\r\n"),
                refused("a fold", Refusal.FOLDED_LINE, "GET /hello" + LINE + "X: a\r\n b\r\n\r\n"),
                refused("no host", Refusal.MISSING_HOST, "GET /hello HTTP/1.1\r\n\r\n"),
                refused("a host with a bad escape", Refusal.MALFORMED_HOST, "GET /hello HTTP/1.1\r\nHost: a%4\r\n\r\n"),
                refused(
                        "an IPv4 host in brackets",
                        Refusal.MALFORMED_HOST,
                        "GET /hello HTTP/1.1\r\nHost: [1.2.3.4]\r\n\r\n"),
                refused("two hosts", Refusal.DUPLICATE_HOST, "GET /hello" + LINE + HOST + "\r\n"),
                refused(
                        "two kinds of length",
                        Refusal.TWO_LENGTHS,
                        "POST /echo" + LINE + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused(
                        "a list of lengths",
                        Refusal.MALFORMED_LENGTH,
                        "POST /echo" + LINE + "Content-Length: 5, 5\r\n\r\nhello"),
                refused(
                        "another coding",
                        Refusal.UNKNOWN_CODING,
                        "POST /echo" + LINE + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"));
    }

    private static List<Sample> refusedBodies() {
        return List.of(
                refused("a bad chunk size", Refusal.MALFORMED_CHUNK_SIZE, "POST /echo" + CHUNKED + "0x5\r\nhello\r\n"),
                refused("a huge chunk size", Refusal.LARGE_CHUNK_SIZE, "POST /echo" + CHUNKED + "8000000000000000\r\n"),
                refused("a chunk too short", Refusal.MALFORMED_CHUNK_END, "POST /echo" + CHUNKED + "4\r\nhello\r\n"),
                refused("a bad extension", Refusal.MALFORMED_EXTENSION, "POST /echo" + CHUNKED + "4;a=\r\nabcd\r\n"),
                refused("a bad trailer", Refusal.MALFORMED_TRAILER, "POST /echo" + CHUNKED + "0\r\nA : b\r\n\r\n"));
    }
}
