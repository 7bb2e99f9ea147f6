package dev.interlock.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Bytes of a connection in which one byte can stand for a word of HTTP. A fuzzer that changes one byte then replaces
 * one word by another, such as a line end by half of a line end, or a coding by a similar name. An ASCII byte stands
 * for itself, and any other byte for a word.
 */
final class WireWords {
    private static final int ASCII = 128;

    /** Words of HTTP, 128 at most. No word is a single ASCII character. */
    private static final List<byte[]> WORDS = List.of(
                    // Line ends, and bytes that are sometimes read as line ends.
                    "\r\n\r\n",
                    "\r\n ",
                    "\r\n\t",
                    "\r\n",
                    "\r\r\n",
                    "\n\r",
                    "\rx",
                    "\u0080",
                    "\u0085",
                    "\u00a0",
                    "\u00b2",
                    "\u00b9",
                    "\u00e9",
                    "\u00ef",
                    "\u00ff",
                    " \t ",
                    // Request lines.
                    "GET ",
                    "HEAD ",
                    "POST ",
                    "PUT ",
                    "OPTIONS * ",
                    "OPTIONS ",
                    "CONNECT ",
                    "BREW ",
                    "get ",
                    "G\t",
                    "/hello",
                    "/?",
                    "http://",
                    "https://",
                    "HTTP://",
                    "u@",
                    "b.example",
                    ":8080",
                    "[::1]",
                    "%00",
                    " HTTP/1.1",
                    " HTTP/1.0",
                    " HTTP/1.2",
                    " HTTP/2.0",
                    " HTTP/0.9",
                    " HTTP/1.10",
                    " http/1.1",
                    "\tHTTP/1.1",
                    "  ",
                    // Field lines.
                    "Host: ",
                    "host:",
                    "Host : ",
                    "Content-Length: ",
                    "content-length:",
                    "Content-Length : ",
                    "Content_Length: ",
                    "Transfer-Encoding: ",
                    "transfer-encoding:",
                    "Transfer-Encoding : ",
                    "Transfer_Encoding: ",
                    "Connection: ",
                    "Expect: ",
                    "Upgrade: ",
                    "Sec-WebSocket-Key1: ",
                    "Sec-WebSocket-Key2: ",
                    "Trailer: ",
                    "X: ",
                    ": ",
                    // Values.
                    "chunked",
                    "CHUNKED",
                    "xchunked",
                    "chunked;q=1",
                    "\"chunked\"",
                    "gzip",
                    "identity",
                    ", ",
                    "close",
                    "keep-alive",
                    "100-continue",
                    "+5",
                    "-5",
                    "0x5",
                    "05",
                    "5, 5",
                    "5,5",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551621",
                    "4294967301",
                    "a.example",
                    // Chunks and trailers.
                    "0\r\n\r\n",
                    "5\r\nhello\r\n",
                    "5;a=b\r\nhello\r\n",
                    "hello",
                    "100000005",
                    "10000000000000005",
                    "00000000000000005",
                    "ffffffff",
                    "8000000000000000",
                    "7fffffffffffffff",
                    ";a=b",
                    ";a=\"b\"",
                    "A: b\r\n",
                    "0\r\nA: b\r\n\r\n")
            .stream()
            .map(word -> word.getBytes(ISO_8859_1))
            .toList();

    private WireWords() {}

    /** Returns the bytes with each word spelled out. */
    static byte[] spelled(byte[] words) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (byte each : words) {
            if (each >= 0) {
                wire.write(each);
            } else {
                wire.writeBytes(WORDS.get((each & 0xff) % ASCII % WORDS.size()));
            }
        }
        return wire.toByteArray();
    }

    /**
     * Returns bytes whose spelling is {@code wire}.
     *
     * @throws IllegalArgumentException if a byte above ASCII is not part of a word. Add the word to the list
     */
    static byte[] of(byte[] wire) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        for (int at = 0; at < wire.length; ) {
            int word = wordAt(wire, at);
            if (word < 0 && wire[at] < 0) {
                throw new IllegalArgumentException("no word for " + wire[at]);
            }
            words.write(word < 0 ? wire[at] : ASCII + word);
            at += word < 0 ? 1 : WORDS.get(word).length;
        }
        return words.toByteArray();
    }

    private static int wordAt(byte[] wire, int at) {
        String rest = new String(wire, at, wire.length - at, ISO_8859_1);
        int longest = -1;
        for (int i = 0; i < WORDS.size(); i++) {
            byte[] word = WORDS.get(i);
            if (rest.startsWith(new String(word, ISO_8859_1))
                    && (longest < 0 || word.length > WORDS.get(longest).length)) {
                longest = i;
            }
        }
        return longest;
    }
}
