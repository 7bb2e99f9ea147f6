package dev.interlock.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Reason phrases of statuses. */
public final class ReasonPhrase {
    private ReasonPhrase() {}

    /**
     * Reason phrase of a status (RFC 9110 section 15).
     *
     * @param status 100 to 999; an unknown status has the name of its class
     */
    public static String of(int status) {
        return switch (status) {
            // Netty has the older phrases of RFC 2616 and RFC 4918; these are from sections 15.5.14, 15.5.15, 15.5.17,
            // 15.5.21.
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 422 -> "Unprocessable Content";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}
