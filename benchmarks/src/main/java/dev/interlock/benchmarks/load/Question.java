package dev.interlock.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A GET request and its expected response, which has status 200 and a text.
 *
 * @param target the path and query as sent
 */
public record Question(String target, String response) {
    byte[] request() {
        return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
    }
}
