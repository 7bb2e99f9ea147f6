package dev.interlock.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The names of statuses. */
public final class ReasonPhrase {
    private ReasonPhrase() {}

    /**
     * The phrase of a status, as RFC 9110 section 15 has it.
     *
     * @param status 100 to 999; one that is not known has the name of its class
     */
    public static String of(int status) {
        return switch (status) {
            // Netty keeps the phrases of RFC 2616 and RFC 4918 here; sections 15.5.14, 15.5.15, 15.5.17, 15.5.21.
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 422 -> "Unprocessable Content";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}
